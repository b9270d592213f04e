from .content import Rendering, UploadedZip
from .page_cache import ContentChange, Purge, StoredPage
from .search import SearchEntry, SearchText, SearchWord, StemsField

__all__ = [
    "ContentChange",
    "Purge",
    "Rendering",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "StemsField",
    "StoredPage",
    "UploadedZip",
]
