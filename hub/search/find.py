"""From a query to the entries that hold its words, best first, in bounded time however many entries hold a word.

A search that finds MOST entries is the last, and of each only the first MOST in the order of the key count. SQLite's
full-text table finds in that order and stops where told.

PostgreSQL's full-text indexes know no order. So a word that thousands of entries hold is looked for in one block of
keys after another; how many hold it, a sample tells, which has indexes of its own. The block of an entry and its kind
stand in the index beside its stems: ``hub_search_marks`` in the database has them. Facts have indexes of their own too:
they are many more than all else, and most words that all of them hold stand nowhere else.
"""

# ruff: noqa: S608 - values are parameters

from dataclasses import dataclass, replace
from itertools import product

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Article
from hub.models import SearchEntry, SearchWord
from hub.models.search import SPACE
from hub.search.words import name_term, stem

MOST = 500
TIERS = {1: "title", 2: "lead", 3: "full"}
MOST_WORDS = 7  # that the beginning of a word stands for; among a million facts each costs a millisecond or two
BLOCK = 8192  # keys, as hub_search_marks has it
FREQUENT = 8  # entries of the sample, which has one in 509; what fewer hold is sorted at once

ON_SQLITE = """
    SELECT text.rowid AS key, text.article_id FROM hub_searchtext AS text
    WHERE {needed} AND {within} AND text."{column}" MATCH %s{lacking} ORDER BY text.rowid"""
LACKING_ON_SQLITE = ' AND text.rowid NOT IN (SELECT rowid FROM hub_searchtext WHERE "full" MATCH %s)'

# What is asked in a SELECT is hidden from the planner, which would take reading every text for cheaper than the index,
# not knowing what it costs to unpack a long one. OFFSET keeps what is costly for each entry behind the sorting.
AT_ONCE = """
    SELECT text.rowid AS key, text.article_id FROM hub_searchtext AS text
    WHERE {needed} AND {within}
        AND (text."{column}" || hub_search_marks(text.rowid)) @@ (SELECT %s::tsquery{mark}){lacking}
    ORDER BY key OFFSET 0"""
LACKING_ON_POSTGRESQL = ' AND NOT text."full" @@ (SELECT %s::tsquery)'
IN_BLOCK = AT_ONCE.replace("{mark}", " && ('ªªb' || block)::tsquery")
BLOCK_BY_BLOCK = f"""
    WITH RECURSIVE blocks AS (
        (SELECT rowid / {BLOCK} AS block FROM hub_searchtext AS text WHERE {{needed}} AND {{within}}
            ORDER BY rowid LIMIT 1)
        UNION ALL
        SELECT (
            SELECT rowid / {BLOCK} FROM hub_searchtext AS text WHERE {{within}} AND rowid >= (block + 1) * {BLOCK}
            ORDER BY rowid LIMIT 1
        ) FROM blocks WHERE block IS NOT NULL
    )
    SELECT text.* FROM blocks CROSS JOIN LATERAL ({IN_BLOCK}) AS text"""
SAMPLE = """
    (SELECT COUNT(*) FROM (
        SELECT FROM hub_searchtext AS text
        WHERE text.rowid %% 509 = 0 AND {within} AND text."{column}" @@ (SELECT %s::tsquery) LIMIT {most}
    ) AS text)"""


@dataclass(frozen=True)
class Step:
    """Terms to look for in one column. What a step of a lower tier finds comes first."""

    tier: int
    column: str
    terms: tuple


@dataclass(frozen=True)
class KeyRange:
    """The keys from ``first`` on and before ``end``: of pages and names, of facts and scripts, or of one ``kind``."""

    first: int
    end: int
    kind: int | None = None

    @property
    def sql(self):
        return f"text.rowid >= {self.first} AND text.rowid < {self.end}"

    @property
    def mark(self):
        return "" if self.kind is None else f" && 'ªªk{self.kind}'::tsquery"


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
    return rank(list(product(steps, key_ranges(kind))), query.excluded)


def with_whole_words(term):
    """The term, told which words it may be the beginning of: as many as can be looked for, the most telling ones."""
    words = SearchWord.objects.beginning_with(term.words[0]).values_list("word", flat=True)[:MOST_WORDS]
    return replace(term, others=tuple(dict.fromkeys([*term.others, *map(stem, words)])))


def key_ranges(kind):
    """What to search for a kind or, with none, for everything: in the order of the keys."""
    facts = SearchEntry.first_id(SearchEntry.Kind.FACT)
    if not kind:
        return [KeyRange(0, facts), KeyRange(facts, len(SearchEntry.Kind) * SPACE)]
    first = SearchEntry.first_id(kind)
    return [KeyRange(first, first + SPACE, SearchEntry.Kind.values.index(kind))]


def rank(searches, excluded):
    """The keys of what the searches find, each a step in a range of keys, those of a lower tier first.

    One query; on PostgreSQL another before it.
    """
    if connection.vendor == "sqlite":
        ways, lacking, written = [ON_SQLITE] * len(searches), LACKING_ON_SQLITE, as_fts5
    else:
        ways, lacking, written = ways_on_postgresql(searches), LACKING_ON_POSTGRESQL, as_tsquery
    can_be_seen, seen = visible()
    without = [written([term]) for term in excluded]
    tables, params = [], []
    for number, ((step, part), way) in enumerate(zip(searches, ways, strict=True)):
        found = way.format(
            needed=needed(number), within=part.sql, column=step.column, mark=part.mark, lacking=lacking * len(excluded)
        )
        limited = f"SELECT key, {step.tier} AS tier FROM ({found}) AS text WHERE {can_be_seen} LIMIT {MOST}"
        tables.append(f"found{number} AS MATERIALIZED ({limited})")
        params += [written(step.terms), *without, *seen]
    found = " UNION ALL ".join(f"SELECT * FROM found{number}" for number in range(len(tables)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(tables)} SELECT key FROM ({found}) AS found"
            f" GROUP BY key ORDER BY MIN(tier), key LIMIT {MOST}",
            params,
        )
        return [key for (key,) in cursor.fetchall()]


def ways_on_postgresql(searches):
    """How to find what each search is for: block by block, where the sample has more than can be sorted at once."""
    counts = [SAMPLE.format(within=part.sql, column=step.column, most=FREQUENT) for step, part in searches]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", [as_tsquery(step.terms) for step, _ in searches])
        return [BLOCK_BY_BLOCK if count >= FREQUENT else AT_ONCE for count in cursor.fetchone()]


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


# --- in the words of each database: only letters, their signs and digits get this far ---


def as_fts5(terms):
    """The terms in the language of SQLite's FTS5."""
    ways = [[f'"{" ".join(term.stems)}"', *(f'"{other}"' for other in term.others)] for term in terms]
    return " AND ".join(f"({' OR '.join(either)})" if len(either) > 1 else either[0] for either in ways)


def as_tsquery(terms):
    """The terms as a tsquery of PostgreSQL."""
    ways = [
        [" <-> ".join(f"'{stem}'" for stem in term.stems), *(f"'{other}'" for other in term.others)] for term in terms
    ]
    return " & ".join(f"({' | '.join(either)})" for either in ways)
