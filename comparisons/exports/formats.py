"""The forms in which a table leaves the site. An address of the comparison and one of /compare/ come with each."""

from collections.abc import Callable
from dataclasses import dataclass

from comparisons.exports.csv import to_csv
from comparisons.exports.json import to_json
from comparisons.exports.markdown import to_markdown
from comparisons.exports.tables import Export


@dataclass(frozen=True)
class Format:
    """How a table is written, and as what it is sent; as a ``download`` it is a file rather than something to read."""

    write: Callable[[Export], str]
    content_type: str
    download: bool = False


# By the end of the address.
FORMATS = {
    "md": Format(to_markdown, "text/markdown; charset=utf-8"),
    "json": Format(to_json, "application/json"),
    "csv": Format(to_csv, "text/csv; charset=utf-8; header=present", download=True),
}
