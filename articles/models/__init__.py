from .article import FAQ, Article
from .deletion import Deletion
from .loaded import LoadedModel
from .people import Author, User
from .preview import PreviewLink
from .rendered import RenderedModel, render_markdown
from .revision import HistoryModel, Revision
from .slugged import OldSlug, SluggedModel
from .taxonomy import Tag, Topic

__all__ = [
    "FAQ",
    "Article",
    "Author",
    "Deletion",
    "HistoryModel",
    "LoadedModel",
    "OldSlug",
    "PreviewLink",
    "RenderedModel",
    "Revision",
    "SluggedModel",
    "Tag",
    "Topic",
    "User",
    "render_markdown",
]
