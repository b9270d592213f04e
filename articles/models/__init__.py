from .article import FAQ, Article
from .audit import AuditEntry
from .history import Deletion, HistoryModel, Revision
from .loaded import LoadedModel
from .people import Author, Tag, Topic, User
from .rendered import RenderedModel
from .slugged import OldSlug, SluggedModel
