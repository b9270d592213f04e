"""The one statement behind a search. Its work is bounded, however many entries hold a word.

A step that finds MOST entries ends the search, and of each step only the first MOST in the order of the key count.
SQLite finds in that order. PostgreSQL's index knows no order, so there a word that thousands of entries hold is looked
for in one block of keys after another. The block of an entry, its kind, and whether it is in the sample that tells how
frequent words are, stand in the index beside its stems; ``hub_search_marks`` in the database has them.
"""

# ruff: noqa: S608 - values are parameters

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Article
from hub.models import SPACE, SearchEntry
from hub.search.query import as_fts5, as_tsquery

MOST = 500
TIERS = {1: "title", 2: "lead", 3: "full"}
BLOCK = 8192  # keys, as hub_search_marks has it
FREQUENT = 8  # entries of the sample, which has one in 509; what fewer hold is sorted at once

ON_SQLITE = f"""
    SELECT * FROM (
        SELECT text.rowid AS key, {{tier}} AS tier FROM hub_searchtext AS text
        WHERE {{needed}} AND text."{{column}}" MATCH %s AND {{wanted}} AND {{visible}}
        ORDER BY text.rowid LIMIT {MOST})"""

# What is asked in a SELECT is hidden from the planner, which would take reading every text for cheaper than the index,
# not knowing what it costs to unpack a long one.
HOLDING = """
    hub_searchtext AS text
    WHERE {needed} AND (text."{column}" || hub_search_marks(text.rowid)) @@ (SELECT %s::tsquery{marks})"""
# OFFSET keeps what is costly for each entry behind the sorting.
SORTED = f"""
    SELECT text.rowid AS key, {{tier}} AS tier, text.article_id FROM {HOLDING} AND {{lacking}}
    ORDER BY tier, key OFFSET 0"""
RARE = f"SELECT key, tier FROM ({SORTED}) AS text WHERE {{visible}} ORDER BY tier, key LIMIT {MOST}"
COMMON = f"SELECT key, tier FROM blocks CROSS JOIN LATERAL ({SORTED}) AS text WHERE {{visible}} LIMIT {MOST}"
BEST = "CASE WHEN text.title @@ %s::tsquery THEN 1 WHEN text.lead @@ %s::tsquery THEN 2 ELSE 3 END"
SAMPLE = f"SELECT COUNT(*) AS found FROM (SELECT FROM {HOLDING} LIMIT {FREQUENT}) AS text"
IN_SAMPLE = " && 'ªªs'::tsquery"
IN_BLOCK = " && ('ªªb' || block)::tsquery"
OF_KIND = " && 'ªªk{}'::tsquery"
BLOCKS = f"""
    (SELECT rowid / {BLOCK} AS block FROM hub_searchtext WHERE {{within}} ORDER BY rowid LIMIT 1)
    UNION ALL
    SELECT (
        SELECT rowid / {BLOCK} FROM hub_searchtext WHERE {{within}} AND rowid >= (block + 1) * {BLOCK}
        ORDER BY rowid LIMIT 1
    ) FROM blocks WHERE block IS NOT NULL"""


@dataclass(frozen=True)
class Step:
    """Terms to look for in one column. What a step of a lower tier finds comes first."""

    tier: int
    column: str
    terms: tuple
    is_late: bool = False  # whether it is for where steps of a higher tier found enough already
    is_wide: bool = False  # whether what it finds has the tier of the best column that has the terms

    @property
    def has_prefix(self):
        return any(term.is_prefix for term in self.terms)


def rank(steps, excluded, kind):
    """The keys of what the steps find, those of a lower tier first."""
    steps = list(steps)
    write = write_for_sqlite if connection.vendor == "sqlite" else write_for_postgresql
    tables, params = [], []
    for name, sql, values in write(steps, excluded, kind):
        tables.append(f"{name} AS MATERIALIZED ({sql})")
        params += values
    found = " UNION ALL ".join(f"SELECT * FROM found{number}" for number in range(len(steps)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE {', '.join(tables)} SELECT key FROM ({found}) AS found"
            f" GROUP BY key ORDER BY MIN(tier), key LIMIT {MOST}",
            params,
        )
        return [key for (key,) in cursor.fetchall()]


def needed(steps, number):
    """The condition that no step before this one found enough; of a late one, that one did, but none of its tier."""
    step, enough = steps[number], [f"(SELECT COUNT(*) FROM found{n}) = {MOST}" for n in range(number)]
    if not step.is_late:
        return f"NOT ({' OR '.join(enough) or 'FALSE'})"
    later = [condition for condition, other in zip(enough, steps, strict=False) if other.tier > step.tier]
    sooner = [condition for condition, other in zip(enough, steps, strict=False) if other.tier <= step.tier]
    return f"({' OR '.join(later)}) AND NOT ({' OR '.join(sooner)})"


def within(kind):
    """The condition that a key is of this kind, or of any."""
    if not kind:
        return "TRUE"
    first = SearchEntry.first_id(kind)
    return f"rowid >= {first} AND rowid < {first + SPACE}"


def visible():
    """The condition that readers may see a text now. Scheduled pages appear by the clock of the database."""
    published = Article.objects.published().filter(pk=RawSQL("text.article_id", ())).order_by()
    sql, params = published.values("pk")[:1].query.sql_with_params()
    # Compared, not EXISTS: for that, PostgreSQL would first read the keys of all that is published.
    return f"(text.article_id IS NULL OR text.article_id = ({sql}))", params


# --- SQLite -----------------------------------------------------------------------


def write_for_sqlite(steps, excluded, kind):
    """Name, SQL and values of what each step finds."""
    can_be_seen, seen = visible()
    lacking = ' AND text.rowid NOT IN (SELECT rowid FROM hub_searchtext WHERE "full" MATCH %s)' * len(excluded)
    conditions = {"wanted": within(kind) + lacking, "visible": can_be_seen}
    values = [*(as_fts5([term]) for term in excluded), *seen]
    for number, step in enumerate(steps):
        tiers = TIERS.items() if step.is_wide else [(step.tier, step.column)]
        parts = [
            ON_SQLITE.format(needed=needed(steps, number), tier=tier, column=column, **conditions)
            for tier, column in tiers
        ]
        yield f"found{number}", " UNION ALL ".join(parts), [as_fts5(step.terms), *values] * len(parts)


# --- PostgreSQL -------------------------------------------------------------------


def write_for_postgresql(steps, excluded, kind):
    """Name, SQL and values: of the blocks that there are, of what the sample holds for a step, of what a step finds."""
    yield "blocks", BLOCKS.format(within=within(kind)), []
    can_be_seen, seen = visible()
    values = [*(as_tsquery([term]) for term in excluded), *seen]
    conditions = {
        "lacking": " AND ".join(["TRUE", *['NOT text."full" @@ (SELECT %s::tsquery)' for _ in excluded]]),
        "visible": can_be_seen,
    }
    of_kind = OF_KIND.format(SearchEntry.Kind.values.index(kind)) if kind else ""
    for number, step in enumerate(steps):
        if step.tier and not step.has_prefix:
            yield from write_for_common(steps, number, values, conditions, of_kind)
        else:
            tier = BEST if step.is_wide else step.tier
            sql = RARE.format(needed=needed(steps, number), column=step.column, tier=tier, marks=of_kind, **conditions)
            yield f"found{number}", sql, [as_tsquery(step.terms)] * (3 if step.is_wide else 1) + values


def write_for_common(steps, number, values, conditions, of_kind):
    """The same of a step that first asks how frequent its terms are."""
    step = steps[number]
    terms, sample = as_tsquery(step.terms), f"(SELECT found FROM sample{number})"
    conditions = {"column": step.column, "tier": step.tier, **conditions}
    yield f"sample{number}", SAMPLE.format(needed=needed(steps, number), marks=IN_SAMPLE, **conditions), [terms]
    rare = RARE.format(needed=f"{needed(steps, number)} AND {sample} < {FREQUENT}", marks=of_kind, **conditions)
    common = COMMON.format(needed=f"{sample} = {FREQUENT}", marks=IN_BLOCK, **conditions)
    yield f"found{number}", f"({rare}) UNION ALL ({common})", [terms, *values] * 2
