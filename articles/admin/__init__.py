from . import pages, people, taxonomy

__all__ = ["pages", "people", "taxonomy"]
