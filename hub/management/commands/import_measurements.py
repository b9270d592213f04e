from hub.content.measurements import import_measurements
from hub.management.commands.import_content import Command as ImportCommand


class Command(ImportCommand):
    help = (
        "Imports the JSON file of make bench (docs/benchmark.md) into the facts, as a whole or not at all. "
        "Says file and line of every mistake. Importing the same file twice changes nothing."
    )
    metavar = "FILE"
    import_from = staticmethod(import_measurements)
    choices = {"minor": ImportCommand.choices["minor"]}
