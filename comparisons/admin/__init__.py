from comparisons.admin import facts, pages, technologies
from comparisons.corrections import admin as corrections

__all__ = ["corrections", "facts", "pages", "technologies"]
