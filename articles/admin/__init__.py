from articles.admin import pages, panels, people, redirects, taxonomy
from articles.history import trash_admin as trash

__all__ = ["pages", "panels", "people", "redirects", "taxonomy", "trash"]
