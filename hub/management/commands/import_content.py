from hub.content import import_folder
from hub.content.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Imports a folder of Markdown and YAML (docs/content-format.md), as a whole or not at all. "
        "Says file and line of every mistake. Importing the same folder twice changes nothing."
    )
    metavar = "DIR"
    import_from = staticmethod(import_folder)
