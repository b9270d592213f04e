"""Import and export: the content of the hub as a folder of Markdown and YAML. docs/content-format.md describes it."""

from .exporting import export_folder
from .importing import import_folder

__all__ = ["export_folder", "import_folder"]
