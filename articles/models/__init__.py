from .article import FAQ, Article
from .base import OldSlug, RenderedModel, SluggedModel
from .people import Author, User
from .taxonomy import Tag, Topic

__all__ = ["FAQ", "Article", "Author", "OldSlug", "RenderedModel", "SluggedModel", "Tag", "Topic", "User"]
