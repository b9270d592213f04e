from .article import FAQ, Article
from .base import OldSlug, RenderedModel, SluggedModel
from .deletion import Deletion
from .people import Author, User
from .preview import PreviewLink
from .revision import HistoryModel, Revision
from .taxonomy import Tag, Topic

__all__ = [
    "FAQ",
    "Article",
    "Author",
    "Deletion",
    "HistoryModel",
    "OldSlug",
    "PreviewLink",
    "RenderedModel",
    "Revision",
    "SluggedModel",
    "Tag",
    "Topic",
    "User",
]
