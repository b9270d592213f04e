from . import facts, pages, technologies

__all__ = ["facts", "pages", "technologies"]
