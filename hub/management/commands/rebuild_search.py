from django.core.management.base import BaseCommand

from hub.search import index


class Command(BaseCommand):
    help = (
        "Makes the search index again from the content. Searching goes on meanwhile; running it twice changes nothing."
    )

    def handle(self, **options):
        self.stdout.write(f"The search index holds {index.rebuild()} entries.")
