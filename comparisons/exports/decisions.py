"""A choice to take along: a decision record (MADR 4), the same as JSON, and what changed of its reasons since then.

All that a decision rests on stands in its address, so that nobody needs an account and any cache may keep it.
"""

import datetime
import json
import uuid
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.absolute import absolute_url
from articles.markdown.writing import blocks, escape, link
from articles.slugs import Moved, find_by_slugs
from comparisons.choose import Choice, features_between
from comparisons.exports.formats import describe_cell
from comparisons.exports.markdown import cell_details
from comparisons.models import Change, Feature, Technology
from comparisons.needs import PARAMETERS, Level, Need, read_wish, sent_pairs
from comparisons.values import first_day

BEGINNING = "1970-01-01"  # before any change


@dataclass(frozen=True)
class Decision:
    """A choice with the technology that is decided for, or None, and after what changes are asked for."""

    choice: Choice
    decided: Technology | None
    since: str
    later: Q

    @cached_property
    def wish(self):
        """What was asked for, with every technology named and every feature: later ones are none of its reasons.

        Without a need, it is what tells the technologies apart; where nothing does, all that is known of them.
        """
        wish = replace(self.choice.wish, kinds=[], named=self.choice.technologies)
        if wish.needs:
            return wish
        features = features_between(wish.named, without=[Level.UNKNOWN]) or Feature.objects.askable().answered_by(
            *wish.named
        )
        return replace(wish, needs=[Need(feature, weight="f") for feature in features])

    @cached_property
    def options(self):
        return sorted(Choice(self.wish).candidates, key=lambda option: option.technology.name)

    @property
    def changes(self):
        """Changes of the facts that it rests on, the newest first; the later ones, where these are asked for."""
        features = [need.feature for need in self.wish.needs]
        found = Change.objects.newest_first().of_cells(self.wish.named, features)
        return found.filter(self.later, by_script=False)  # which leaves the answer as it is

    @property
    def seen(self):
        """What asks for the changes that are not committed yet. To be read before the facts, so that none is missed."""
        newest = self.changes.first()
        return newest.feed_id if newest else BEGINNING

    def address(self, name, *more):
        """The address of this decision in one of its forms, that holds anywhere."""
        return absolute_url(f"{reverse(name)}?{urlencode(sorted([*self.wish.pairs, *more]), safe=':')}")

    @property
    def next_date(self):
        """The first day on which an answer is due for a check or support ends, and that in words; or a pair of None."""
        cells = [cell for option in self.options for _, cell in option.answers if cell.is_checked]
        due = [(due_on(cell), f"{cell.feature} in {cell.technology} is due for another check") for cell in cells]
        deciders = [self.decided] if self.decided else self.wish.named
        latest = [technology.latest_release for technology in deciders]
        lines = [release.first_of_line for release in filter(None, latest)]
        due += [
            (first_day(line.supported_until), f"{line.technology} {line.line_name} is {line.until_words}")
            for line in lines
            if line.supported_until
        ]
        today = timezone.localdate()  # what was due before is due now
        return min(((max(day, today), what) for day, what in due), default=(None, None))


def due_on(cell):
    """The day until which its check is trusted."""
    days = min(cell.feature.recheck_days, (datetime.date.max - cell.verified_on).days)
    return cell.verified_on + datetime.timedelta(days=days)


def moment_of(text):
    """The moment that a text names, or the beginning of a day, in UTC unless it says another zone; None for others."""
    try:
        moment = parse_datetime(text)
        if moment and moment.tzinfo is None:
            return moment.replace(tzinfo=datetime.UTC)
        return moment and moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def changes_after(text):
    """What picks the changes after the one with this id, or from a day or moment on; None for any other text."""
    if moment := moment_of(text):
        # With a mistyped year a check would pass for years. A reader’s day may begin before ours, by less than one.
        return Q(made_at__gte=moment) if moment < timezone.now() + datetime.timedelta(days=1) else None
    try:
        change = Change.objects.filter(uid=uuid.UUID(text)).first()
    except ValueError:
        return None
    return change and Q(pk__gt=change.pk)


def read_decision(parameters, path):
    """The decision that the parameters of an address make. Raises Moved where that has another form, and Http404."""
    wish = read_wish(parameters)
    if wish.refused:
        raise Http404(" ".join(wish.refused))
    if not wish.pairs:
        raise Http404("Say what is to be decided: name needs or technologies.")
    choice, slug, since = Choice(wish), parameters.get("decide", ""), parameters.get("since", "")
    decided = find_by_slugs(Technology.objects.for_table(), {slug}).get(slug) if slug else None
    if slug and decided not in choice.technologies:
        raise Http404(f"“{slug[:40]}” is none of the technologies to decide between.")
    later = changes_after(since) if since else Q()
    if later is None:
        raise Http404(
            "“since” is the id of a change that we know, or a day or moment not to come, such as 2026-11-28T09:30Z."
        )
    more = {"decide": decided and decided.slug, "since": since}
    pairs = sorted([*wish.pairs, *((name, value) for name, value in more.items() if value)])
    if sent_pairs(parameters, (*PARAMETERS, "decide", "since")) != pairs:
        raise Moved("", f"{path}?{urlencode(pairs, safe=':')}")
    decision = Decision(choice, decided, since, later)
    if not choice.technologies:
        raise Http404("We know no technology of this kind.")
    if not decision.wish.needs:
        raise Http404("We know nothing of these yet: name needs.")
    return decision


# --- Markdown: a decision record as of https://adr.github.io/madr/ ---


def to_record(decision):
    """The record. What only its readers know is left to them, as hints in braces."""
    seen, decided, day = decision.seen, decision.decided, timezone.localdate().isoformat()
    title = f"Use {decided.name}" if decided else "Choose by what we need"
    text = blocks(
        f'---\nstatus: "proposed"\ndate: {day}\n---',
        f"# {escape(title)}",
        "## Context and Problem Statement",
        "{What do you build, and why is this decided now? Two or three sentences.}",
        f"The facts are those of {link(settings.SITE_NAME, decision.address('choose'))} as of {day}.",
        "## Decision Drivers",
        "\n".join(f"* {need_in_words(need)}" for need in decision.wish.needs),
        "## Considered Options",
        "\n".join(f"* {escape(technology.name)}" for technology in decision.wish.named),
        "## Decision Outcome",
        outcome(decision),
        "### Consequences",
        "{What becomes easier by it, what harder, and what has to be done first?}",
        "### Confirmation",
        confirmation(decision, seen),
        "## Pros and Cons of the Options",
        *(argue(option) for option in decision.options),
    )
    return f"{text}\n"


def need_in_words(need):
    feature = need.feature
    asked = f"{feature.need} ({feature.name})" if feature.need else feature.name
    return f"{escape(asked)}: {need.words}, {need.weight_words}"


def outcome(decision):
    """What is chosen, with what speaks for it; what does not is not left out."""
    if not decision.decided:
        meeting = ", ".join(escape(item.technology.name) for item in Choice(decision.wish).meeting) or "none"
        return f"Chosen option: none yet. All musts are met by: {meeting}."
    option = next(option for option in decision.options if option.technology == decision.decided)
    wish = decision.wish
    met = len(wish.musts) - len(option.missed)
    words = [f"it meets {met} of {len(wish.musts)} musts"] if wish.musts else []
    words += [f"it has {len(option.nice_met)} of {len(wish.nice)} that would be nice"] if wish.nice else []
    reason = " and ".join(words) or "{what weighs most for you}"
    against = {"It fails": option.failing, "Nobody knows whether it meets": option.unknown}
    doubts = [f"{told}: {names_of(cells)}." for told, cells in against.items() if cells]
    return " ".join([f'Chosen option: "{escape(decision.decided.name)}", because {reason} (see below).', *doubts])


def names_of(cells):
    return ", ".join(escape(cell.feature.name) for cell in cells)


def confirmation(decision, seen):
    """How its readers learn that a reason no longer holds, after the last change that was seen."""
    changed = decision.address("choose.json", ("since", seen))
    day, what = decision.next_date
    lines = [
        f"* Each later change of a fact below is an entry of this feed: <{decision.address('choose-changes')}>",
        f"* Look again on {day.isoformat()}: {escape(what)}." if day else "",
        "* This check prints the reasons that changed, and fails where there are any:",
    ]
    return blocks("\n".join(filter(None, lines)), f"```sh\n{CHECK.format(address=changed)}\n```")


CHECK = """curl -sfL '{address}' | python3 -c '
import json, sys
changed = json.load(sys.stdin)["changed"]
print(*(change["text"] for change in changed), sep="\\n")
sys.exit(bool(changed))'"""


def argue(option):
    """An option with its reasons: value, source, version, day and address of each."""
    technology = option.technology
    lines = [
        f"* {need.mood(cell).capitalize()}, because of {link(need.feature.name, absolute_url(cell.address))}"
        f" ({need.weight_words}): {cell_details(cell)}"
        for need, cell in option.answers
    ]
    about = f"{link(technology.name, absolute_url(technology.get_absolute_url()))}: {escape(technology.summary)}"
    return blocks(f"### {escape(technology.name)}", about.removesuffix(": "), "\n".join(lines))


# --- JSON ---


def to_decision_json(decision):
    """The decision for programs; ``changed`` has the changes of its reasons, since then where that is asked."""
    day, what = decision.next_date
    data = {
        "url": decision.address("choose"),
        "decided": decision.decided and decision.decided.slug,
        "since": decision.since or None,
        "changed": [describe_change_of(change) for change in decision.changes],
        "look_again_on": day,
        "look_again_for": what,
        "needs": [describe_need(need) for need in decision.wish.needs],
        "options": [describe_option(option) for option in decision.options],
    }
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def describe_change_of(change):
    return {
        "id": change.feed_id,
        "made_at": change.made_at,
        "text": change.text,
        "reason": change.reason,
        "url": absolute_url(change.get_absolute_url()),
        "technology": change.technology.slug,
        "feature": change.feature.slug,
        "source": {"title": change.source_title, "url": change.source_url} if change.source_url else None,
    }


def describe_need(need):
    feature = need.feature
    return {
        "feature": feature.slug,
        "name": feature.name,
        "need": feature.need or None,
        "url": absolute_url(feature.get_absolute_url()),
        "weight": need.weight,
        "levels": [need.level],
    }


def describe_option(option):
    technology = option.technology
    url = absolute_url(technology.get_absolute_url())
    return {
        "technology": technology.slug,
        "name": technology.name,
        "url": url,
        "fails": [cell.feature.slug for cell in option.failing],
        "unknown": [cell.feature.slug for cell in option.unknown],
        "reasons": [
            {"feature": cell.feature.slug, "is": need.mood(cell), **describe_cell(absolute_url(cell.address), cell)}
            for need, cell in option.answers
        ],
    }
