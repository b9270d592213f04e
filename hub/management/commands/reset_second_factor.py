"""The way back in for whoever has lost the phone and the recovery codes and has nobody else to ask."""

from django.core.management.base import BaseCommand, CommandError

from articles.accounts import second_factor
from articles.models import User


class Command(BaseCommand):
    help = (
        "Takes the second factor of an account away and signs it out everywhere. With REQUIRE_MFA=1 the next sign-in "
        "sets up another. Superusers can do the same for others at the desk."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if not user:
            raise CommandError(f"There is no account {name}.")
        if not second_factor.has_second_factor(user):
            raise CommandError(f"{name} has no second factor.")
        second_factor.turn_off(user)
        self.stdout.write(f"{name} signs in with the password alone now.")
