from django.core.management.base import BaseCommand, CommandError

from comparisons.freshness.fetching import FetchError, fetch, reading
from comparisons.freshness.packages import compare_package, fetch_package
from comparisons.freshness.release_feeds import names_for, parse_feed, record_releases
from comparisons.freshness.release_titles import Kind
from comparisons.models import Fact, Technology


class Command(BaseCommand):
    help = (
        "Records new releases from the releases feed of each technology, or of those named. Prereleases and versions "
        "older than the latest one known are left alone; what is not certain is left to an editor, with its title. "
        "Facts checked against an older feature release are then to be checked again. With --packages, pip and npm are "
        "asked for what the newest package of each says instead: what it repeats is checked, what it says otherwise "
        "waits at the desk. Running it twice changes nothing; it ends with 1 if a technology failed."
    )
    stealth_options = ("fetch",)

    def add_arguments(self, parser):
        parser.add_argument("technologies", nargs="*", metavar="SLUG", help="only these technologies")
        parser.add_argument("--packages", action="store_true", help="ask the package registries, not the feeds")

    def handle(self, *, technologies, packages, fetch=fetch, **options):
        address = "purl" if packages else "releases_url"
        chosen = self.choose(technologies, address)
        failed = [technology for technology in chosen if not self.update(technology, address, fetch)]
        self.stdout.write(
            f"{len(chosen) - len(failed)} of {len(chosen)} {'packages' if packages else 'feeds'} read. "
            f"Checked against an older release: {Fact.objects.outdated().count()} facts."
        )
        if failed:
            raise CommandError(f"Failed: {', '.join(map(str, failed))}.")

    def choose(self, slugs, address):
        """The technologies to ask about at an ``address``, with their releases. Raises CommandError."""
        found = Technology.objects.prefetch_related("releases")
        found = list(found.filter(slug__in=slugs) if slugs else found.exclude(**{address: ""}))
        if unknown := set(slugs) - {technology.slug for technology in found}:
            raise CommandError(f"There is no technology {', '.join(sorted(unknown))}.")
        for technology in found:
            if not getattr(technology, address):
                name = Technology._meta.get_field(address).verbose_name
                raise CommandError(f"{technology} has no {name}: enter one at the desk.")
        return found

    def update(self, technology, address, fetch):
        """Record what is new of a technology and say so; whether that worked."""
        try:
            if address == "purl":
                self.read_package(technology)
            else:
                self.read_releases(technology, fetch)
        except FetchError as error:
            self.stderr.write(f"{technology}: {error}", self.style.ERROR)
            return False
        return True

    def read_package(self, technology):
        package = fetch_package(technology.purl)
        filed = ", ".join(f"{item.feature}: {item.value}" for item in compare_package(technology, package))
        self.stdout.write(f"{technology} {package.version}: {f'proposed {filed}' if filed else 'nothing new'}")

    def read_releases(self, technology, fetch):
        with reading(technology.releases_url):
            answer = fetch(technology.releases_url)
            if answer.status != 200:
                raise FetchError(f"The feed answered with status {answer.status}.")
            announced = parse_feed(answer.body, address=technology.releases_url, names=names_for(technology))
            recorded, unclear = record_releases(technology, announced)
        skipped = sum(release.kind is Kind.PRERELEASE for release in announced)
        news = ", ".join(map(str, recorded)) or "nothing new"
        self.stdout.write(f"{technology}: {news}" + (f" ({skipped} prereleases left out)" if skipped else ""))
        for release in unclear:
            self.stdout.write(f"{technology}: left to an editor: “{release.title}” ({release.url})")
