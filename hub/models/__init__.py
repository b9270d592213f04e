from .content import Rendering, UploadedZip
from .page_cache import ContentChange, StoredPage
from .search import SearchEntry, SearchText, SearchWord, StemsField
