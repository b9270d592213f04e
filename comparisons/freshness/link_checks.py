"""Do the addresses of sources still answer, and do their pages still have the sentences that facts rest on?

One request at a time, with a pause for each site, and all of it resumable.

What an address answered is stored at once, so a check that is interrupted goes on where it stopped. An address that
answers is asked again after some days, one that fails after one day; it counts as dead after repeated failures only
(``LinkCheckQuerySet.dead``).
"""

import datetime
import re
import time
from contextlib import suppress
from itertools import groupby, zip_longest
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from comparisons.freshness.fetching import DEADLINE, MOST_BYTES, FetchError, Unreachable, parse_moment, reading
from comparisons.freshness.sentences import look_for
from comparisons.models import Fact, LinkCheck, Release, Source, Step, Technology
from comparisons.models.sources import SourceState

BATCH = 200
RETRY_AFTER = datetime.timedelta(hours=20)
LONGEST_WAIT = datetime.timedelta(days=7)
WAIT_UNTOLD = datetime.timedelta(hours=1)
MOST_SILENT, KNOWN = 10, 3  # sites in a row that nothing came from, and sites that answered before to ask then
# It is there, and does not want to talk to programs or to strangers.
RESERVED = {401, 402, 403, 405, 406, 451, 999}


def used_addresses():
    """The addresses that readers are sent to: sources of facts, steps and releases, and the sites of technologies."""
    columns = [(Source, "url"), (Release, "source_url"), (Release, "support_source_url"), (Step, "source_url")]
    columns += [(Technology, name) for name in ("homepage", "documentation", "repository")]
    used = {url for model, name in columns for url in model.objects.order_by().values_list(name, flat=True)}
    return {url for url in used if url and not url.startswith("/")}


def forget_unused(used):
    """Drop what was noted of addresses that nothing names any more."""
    for url in set(LinkCheck.objects.values_list("url", flat=True)) - used:
        LinkCheck.objects.filter(url=url).delete()


def due_addresses(used, days):
    """Which of these addresses to ask now, sites in turns: those not asked within so many days, and those that fail.

    Those with a sentence for which nobody looked yet, and, every day, those of facts that wait for a check, too.
    """
    now = timezone.now()
    often = min(RETRY_AFTER, datetime.timedelta(days=days))
    quoted = Source.objects.order_by().exclude(quote="")
    new = quoted.filter(state="").values("url")
    awaited = quoted.filter(fact__in=Fact.objects.to_recheck()).values("url")
    settled = (
        Q(failures=0, not_before=None, checked_at__gt=now - datetime.timedelta(days=days))
        & ~Q(url__in=new)
        & (Q(checked_at__gt=now - often) | ~Q(url__in=awaited))
    )
    waiting = Q(failures__gt=0, checked_at__gt=now - RETRY_AFTER) | Q(not_before__gt=now)
    due = sorted(used - set(LinkCheck.objects.filter(settled | waiting).values_list("url", flat=True)))
    by_site = (list(urls) for _, urls in groupby(sorted(due, key=site_of), key=site_of))
    return [url for turn in zip_longest(*by_site) for url in turn if url]


def site_of(url):
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class Walk:
    """Asks addresses one after the other, with ``pause`` seconds between two requests to the same site."""

    def __init__(self, fetch, pause, sleep=time.sleep):
        self.fetch, self.pause, self.sleep = fetch, pause, sleep
        self.asked, self.held, self.watched, self.silent = {}, {}, [], []
        self.left = DEADLINE  # seconds for all requests to the address that is asked

    def check(self, url):
        """Ask an address and store what came of it, but for a silence: that of all sites is none of any.

        Returns the LinkCheck, or None where its site wants to rest, or was silent.
        """
        site = site_of(url)
        if self.held.get(site, timezone.now()) > timezone.now():
            return None
        check = LinkCheck.objects.filter(url=url).first() or LinkCheck(url=url)
        self.left = DEADLINE
        try:
            with reading(url):
                answer = self.ask(url, site)
                pause = rest_until(answer.headers.get("retry-after", "")) if is_busy(answer) else None
            self.note_silent()
        except Unreachable as error:
            self.silent.append((check, str(error)))
            return None
        except FetchError as error:
            check.note(str(error), failed=True)
            return check
        if pause:
            self.held[site] = pause
            check.note(f"status {answer.status}, asked us to wait", not_before=pause)
        else:
            check.note(f"status {answer.status}", failed=answer.status >= 400 and answer.status not in RESERVED)
            self.watch(url, site)
        return check

    def note_silent(self):
        """Another site has answered, so those that did not have failed by themselves."""
        for check, why in self.silent:
            check.note(why, failed=True)
        self.silent = []

    def is_cut_off(self, most=MOST_SILENT):
        """Whether more than so many sites in a row were silent, and those that answered before are so too."""
        silent = {site_of(check.url) for check, _ in self.silent}
        if len(silent) <= most:
            return False
        known = LinkCheck.objects.filter(failures=0).order_by("-checked_at").values_list("url", flat=True)
        known = {site_of(url): url for url in known if site_of(url) not in silent}
        for site in [*known][:KNOWN]:
            self.left = DEADLINE
            with suppress(FetchError):
                self.request(known[site], site, "HEAD")
                self.note_silent()
                return False
        return True

    def watch(self, url, site):
        """Look for the sentences of an address, for ``publish``."""
        sources = list(Source.objects.filter(url=url).exclude(quote=""))
        answer = None
        with suppress(FetchError), reading(url):
            answer = self.request(url, site, "GET", MOST_BYTES) if sources else None
        for source in sources:
            seen = [SourceState.UNREAD]
            with suppress(FetchError), reading(url):
                seen = look_for(source, answer) if answer else seen
            source.note(*seen)
        self.watched += sources

    def publish(self):
        """Tell readers what was seen, all at once: each change of what they see lets every kept page be made again."""
        since = {check.url: check.failing_since.date() for check in LinkCheck.objects.dead()}
        dead = Q(url__in=list(since))
        with transaction.atomic():
            Source.objects.bulk_update(self.watched, Source.rendered_fields, batch_size=BATCH)
            Source.objects.filter(~dead, state=SourceState.DEAD).update(state="", state_on=None)
            newly_dead = list(Source.objects.filter(dead).exclude(state=SourceState.DEAD))
            for source in newly_dead:
                source.state, source.state_on = SourceState.DEAD, since[source.url]
            Source.objects.bulk_update(newly_dead, ["state", "state_on"], batch_size=BATCH)

    def ask(self, url, site):
        """The answer to HEAD, or to GET where a site does not answer HEAD well. Raises FetchError."""
        try:
            answer = self.request(url, site, "HEAD")
        except FetchError:
            return self.request(url, site, "GET")
        return answer if answer.status < 400 or is_busy(answer) else self.request(url, site, "GET")

    def request(self, url, site, method, limit=0):
        since = time.monotonic() - self.asked.get(site, float("-inf"))
        if since < self.pause:
            self.sleep(self.pause - since)
        began = time.monotonic()
        try:
            return self.fetch(url, method=method, limit=limit, deadline=max(self.left, 1))
        finally:
            self.asked[site] = time.monotonic()
            self.left -= self.asked[site] - began


def is_busy(answer):
    """Whether the site asks for time. A 503 that does not say how much is a failure like any other."""
    return answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers)


def rest_until(retry_after):
    """The moment that a Retry-After names, in seconds or as a date; an hour from now where it names none."""
    now = timezone.now()
    if re.fullmatch(r"-?\d{1,9}", retry_after.strip(), re.ASCII):
        moment = now + datetime.timedelta(seconds=int(retry_after))
    else:
        moment = parse_moment(retry_after) or now + WAIT_UNTOLD
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return max(now, min(moment, now + LONGEST_WAIT))
