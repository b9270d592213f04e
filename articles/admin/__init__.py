from . import pages, people, taxonomy, trash

__all__ = ["pages", "people", "taxonomy", "trash"]
