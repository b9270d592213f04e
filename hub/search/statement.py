"""The statement behind a search: what its steps find, best first, in bounded time however many entries hold a word.

A step that finds MOST entries ends the search, and of each step only the first MOST in the order of the key count.
``hub.search.sqlite`` and ``hub.search.postgresql`` have what each database makes of that.
"""

# ruff: noqa: S608 - values are parameters

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Article
from hub.models import SearchEntry
from hub.models.search import SPACE
from hub.search import postgresql, sqlite

MOST = 500
TIERS = {1: "title", 2: "lead", 3: "full"}


@dataclass(frozen=True)
class Step:
    """Terms to look for in one column. What a step of a lower tier finds comes first."""

    tier: int
    column: str
    terms: tuple


@dataclass(frozen=True)
class Part:
    """The keys from ``first`` on and before ``end``: those of all kinds but facts, of facts, or of the one ``kind``."""

    first: int
    end: int
    kind: int | None = None

    @property
    def sql(self):
        return f"text.rowid >= {self.first} AND text.rowid < {self.end}"


def parts_of(kind):
    """What to search for a kind or, with none, for everything: in the order of the keys."""
    facts = SearchEntry.first_id(SearchEntry.Kind.FACT)
    if not kind:
        return [Part(0, facts), Part(facts, facts + SPACE)]
    first = SearchEntry.first_id(kind)
    return [Part(first, first + SPACE, SearchEntry.Kind.values.index(kind))]


def rank(steps, excluded, kind):
    """The keys of what the steps find, those of a lower tier first. One query; on PostgreSQL another before it."""
    database = sqlite if connection.vendor == "sqlite" else postgresql
    tables, params = [], []
    for number, (sql, values) in enumerate(database.searches(steps, excluded, parts_of(kind))):
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
