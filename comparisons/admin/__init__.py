from comparisons.admin import facts, pages, technologies
from comparisons.corrections import admin as corrections
from comparisons.freshness import dead_links as links
from comparisons.freshness import rechecks

__all__ = ["corrections", "facts", "links", "pages", "rechecks", "technologies"]
