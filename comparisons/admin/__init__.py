from . import facts, links, pages, rechecks, technologies

__all__ = ["facts", "links", "pages", "rechecks", "technologies"]
