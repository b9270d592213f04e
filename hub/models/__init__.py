from .content import UploadedZip
from .page_cache import ContentChange, Purge, StoredPage
from .search import SearchEntry, SearchText, SearchWord, StemsField

__all__ = [
    "ContentChange",
    "Purge",
    "SearchEntry",
    "SearchText",
    "SearchWord",
    "StemsField",
    "StoredPage",
    "UploadedZip",
]
