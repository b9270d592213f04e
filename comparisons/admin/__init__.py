from . import corrections, facts, links, pages, rechecks, technologies

__all__ = ["corrections", "facts", "links", "pages", "rechecks", "technologies"]
