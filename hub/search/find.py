"""From a query to the entries that hold its words, best first, in bounded time however many entries hold a word.

A step that finds MOST entries ends the search, and of each step only the first MOST in the order of the key count.
SQLite's full-text table finds in that order and stops where told; ``hub.search.postgresql`` has what PostgreSQL needs.
"""

# ruff: noqa: S608 - values are parameters

from dataclasses import dataclass, replace

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Article
from hub.models import SearchEntry, SearchWord
from hub.models.search import SPACE
from hub.search.postgresql import searches_on_postgresql
from hub.search.query import as_fts5, name_term
from hub.search.words import stem

MOST = 500
TIERS = {1: "title", 2: "lead", 3: "full"}
MOST_WORDS = 7  # that the beginning of a word stands for; among a million facts each costs a millisecond or two
FOUND = """
    SELECT text.rowid AS key, {tier} AS tier, text.article_id FROM hub_searchtext AS text
    WHERE {{needed}} AND text."{column}" MATCH %s AND ({within}){lacking} ORDER BY text.rowid"""
LACKING = ' AND text.rowid NOT IN (SELECT rowid FROM hub_searchtext WHERE "full" MATCH %s)'


@dataclass(frozen=True)
class Step:
    """Terms to look for in one column. What a step of a lower tier finds comes first."""

    tier: int
    column: str
    terms: tuple


@dataclass(frozen=True)
class KeyRange:
    """The keys from ``first`` on and before ``end``: those of all kinds but facts, of facts, or of the one ``kind``."""

    first: int
    end: int
    kind: int | None = None

    @property
    def sql(self):
        return f"text.rowid >= {self.first} AND text.rowid < {self.end}"


def find_entries(query, kind=""):
    """The keys of the entries that match, at most MOST, best first; of one kind, where one is given. At most three
    queries.

    First what is called just so, then what has all the words in its title, then in its lead, then anywhere; among
    those by kind, and the newest pages first. An unknown kind has no entries.
    """
    if not query or (kind and kind not in SearchEntry.Kind.values):
        return []
    terms = tuple(with_whole_words(term) if term.is_prefix else term for term in query.included)
    steps = [Step(0, "title", (name_term(query.stems),)), *(Step(tier, TIERS[tier], terms) for tier in TIERS)]
    return rank(steps, query.excluded, kind)


def with_whole_words(term):
    """The term, told which words it may be the beginning of: as many as can be looked for, the most telling ones."""
    words = SearchWord.objects.beginning_with(term.words[0]).values_list("word", flat=True)[:MOST_WORDS]
    return replace(term, others=tuple(dict.fromkeys(map(stem, words))))


def key_ranges(kind):
    """What to search for a kind or, with none, for everything: in the order of the keys."""
    facts = SearchEntry.first_id(SearchEntry.Kind.FACT)
    if not kind:
        return [KeyRange(0, facts), KeyRange(facts, facts + SPACE)]
    first = SearchEntry.first_id(kind)
    return [KeyRange(first, first + SPACE, SearchEntry.Kind.values.index(kind))]


def rank(steps, excluded, kind):
    """The keys of what the steps find, those of a lower tier first. One query; on PostgreSQL another before it."""
    searches = searches_on_sqlite if connection.vendor == "sqlite" else searches_on_postgresql
    tables, params = [], []
    for number, (sql, values) in enumerate(searches(steps, excluded, key_ranges(kind))):
        can_be_seen, seen = visible()
        limited = f"""
            SELECT key, tier FROM ({sql.format(needed=needed(number))}) AS text WHERE {can_be_seen} LIMIT {MOST}"""
        tables.append(f"found{number} AS MATERIALIZED ({limited})")
        params += [*values, *seen]
    found = " UNION ALL ".join(f"SELECT * FROM found{number}" for number in range(len(tables)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(tables)} SELECT key FROM ({found}) AS found"
            f" GROUP BY key ORDER BY MIN(tier), key LIMIT {MOST}",
            params,
        )
        return [key for (key,) in cursor.fetchall()]


def needed(number):
    """The condition that none before this search found enough."""
    enough = [f"(SELECT COUNT(*) FROM found{earlier}) = {MOST}" for earlier in range(number)]
    return f"NOT ({' OR '.join(enough) or 'FALSE'})"


def visible():
    """The condition that readers may see a text now. Scheduled pages appear by the clock of the database."""
    published = Article.objects.published().filter(pk=RawSQL("text.article_id", ())).order_by()
    sql, params = published.values("pk")[:1].query.sql_with_params()
    # Compared, not EXISTS: for that, PostgreSQL would first read the keys of all that is published.
    return f"(text.article_id IS NULL OR text.article_id = ({sql}))", params


def searches_on_sqlite(steps, excluded, parts):
    """SQL and values of what each step finds, in the order of the keys; ``needed`` is left to be filled in."""
    within = " OR ".join(part.sql for part in parts)
    for step in steps:
        sql = FOUND.format(tier=step.tier, column=step.column, within=within, lacking=LACKING * len(excluded))
        yield sql, [as_fts5(step.terms), *(as_fts5([term]) for term in excluded)]
