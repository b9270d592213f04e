from . import pages, panels, people, redirects, taxonomy, trash

__all__ = ["pages", "panels", "people", "redirects", "taxonomy", "trash"]
