from articles.admin import accounts, pages, panels, people, redirects, trash

__all__ = ["accounts", "pages", "panels", "people", "redirects", "trash"]
