import re

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from articles.images.encoding import UPLOAD_NAME
from articles.images.unused import unused_pictures, used_pictures
from hub.models import ContentChange


class Command(BaseCommand):
    help = (
        "Removes pictures for good: those named, or else all that no page, draft, earlier state or trash has used for "
        "a day. No process shows them any more within two seconds."
    )

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", metavar="picture", help="The address of a picture, or its name.")
        parser.add_argument("--used", action="store_true", help="Remove the named pictures although texts use them.")

    def handle(self, *, names, used, **options):
        pictures = [stored_name(name) for name in names] if names else unused_pictures()
        needed = sorted({*pictures} & used_pictures()) if names and not used else []
        if needed:
            raise CommandError(f"Still used, so nothing was removed: {', '.join(needed)}. With --used they go as well.")
        for picture in pictures:
            default_storage.delete(picture)
            self.stdout.write(f"{picture} removed")
        if pictures:
            ContentChange.objects.take_down()
        self.stdout.write(f"{len(pictures)} removed")


def stored_name(address):
    """The name of the stored picture at an address. Raises CommandError where there is none."""
    name = address.rpartition("/")[2]
    if not re.fullmatch(UPLOAD_NAME, name) or not default_storage.exists(name):
        raise CommandError(f"There is no picture {address}. Nothing was removed.")
    return name
