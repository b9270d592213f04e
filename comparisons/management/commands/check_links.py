from django.core.management.base import BaseCommand, CommandError

from comparisons.freshness import link_checks
from comparisons.freshness.fetching import fetch
from comparisons.models import Fact, LinkCheck, Source
from comparisons.models.sources import SourceState


class Command(BaseCommand):
    help = (
        "Asks the addresses of sources whether they still answer, and looks for the sentences that facts rest on: "
        "one at a time, with a pause for each site. "
        "Where no site at all can be reached, it ends with 1 and notes nothing. "
        "Interrupted, it goes on where it stopped. An address is dead after three checks in vain over three days."
    )
    stealth_options = ("fetch",)

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7, help="leave alone what answered within so many days (7)")
        parser.add_argument("--pause", type=float, default=2, help="seconds between two requests to one site (2)")
        parser.add_argument("--limit", type=int, help="ask at most so many addresses")

    def handle(self, *, days, pause, limit, fetch=fetch, **options):
        used = link_checks.used_addresses()
        link_checks.forget_unused(used)
        due = link_checks.due_addresses(used, days)
        asked = due if limit is None else due[:limit]
        self.stdout.write(f"{len(used)} addresses, {len(asked)} of them to ask now.")
        walk = link_checks.Walk(fetch, pause)
        try:
            for number, url in enumerate(asked, 1):
                check = walk.check(url)
                self.stdout.write(f"{number}/{len(asked)} {url}: {check.answer if check else 'left for later'}")
                if walk.is_cut_off(*[0] if number == len(asked) else []):
                    raise CommandError("No site can be reached, so the fault is here: nothing is noted of these.")
        finally:
            walk.publish()
        self.summarise(len(due) - len(asked))

    def summarise(self, left):
        failing, dead = LinkCheck.objects.filter(failures__gt=0).count(), LinkCheck.objects.dead()
        for check in dead:
            self.stdout.write(f"dead since {check.failing_since:%Y-%m-%d}: {check.url} ({check.answer})")
        for source in Source.objects.exclude(state__in=["", SourceState.FOUND, SourceState.DEAD]):
            self.stdout.write(f"sentence {source.get_state_display()}: “{source.quote}”, {source.url}")
        facts = (Fact.objects.with_dead_source() | Fact.objects.with_lost_sentence()).count()
        self.stdout.write(
            f"{failing} failing, {dead.count()} of them dead; facts to check again for that: {facts}. "
            f"Left to ask: {left}."
        )
