from articles.admin import pages, panels, people, redirects, trash

__all__ = ["pages", "panels", "people", "redirects", "trash"]
