"""Forgets what was deleted at the desk more than thirty days ago. Each deletion does so too; this is for a timer."""

from django.core.management.base import BaseCommand

from articles.history import trash


class Command(BaseCommand):
    help = "Removes for good what was deleted at the desk more than thirty days ago."

    def handle(self, **options):
        self.stdout.write(f"{trash.empty()} removed")
