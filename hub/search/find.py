"""From a query to the entries that hold its words, best first."""

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, When

from articles.models import Article
from hub.models import SPACE, SearchEntry, SearchText
from hub.search.query import name_term

MOST = 500


def find(query, kind=""):
    """The keys of the entries that match, at most MOST, best first; of one kind, where one is given. One query.

    First what is called just so, then what has all the words in its title, then in its lead, then anywhere; among
    those by kind, and the newest pages first. An unknown kind has no entries.
    """
    if not query or (kind and kind not in SearchEntry.Kind.values):
        return []
    candidates = visible(kind)
    for term in query.excluded:
        candidates = candidates.filter(full__lacks=[term])
    tiers = [
        {"title__matches": [name_term(query.stems)]},
        {"title__matches": query.included},
        {"lead__matches": query.included},
        {"full__matches": query.included},
    ]
    return (rank_in_one if connection.vendor == "postgresql" else rank_by_tier)(candidates, tiers)


def visible(kind):
    """The texts of what readers may see now. Scheduled pages appear by the clock of the database."""
    published = Article.objects.published().filter(pk=OuterRef("entry__article"))
    texts = SearchText.objects.filter(Q(entry__article=None) | Exists(published))
    if kind:
        first = SearchEntry.first_id(kind)
        texts = texts.filter(pk__gte=first, pk__lt=first + SPACE)
    return texts


def rank_in_one(texts, tiers):
    """The keys in one pass over all that match. PostgreSQL has to see every match anyway before it can sort them."""
    tier = Case(*(When(**condition, then=number) for number, condition in enumerate(tiers)))
    found = texts.filter(**tiers[-1]).order_by(tier, "pk")
    return list(found.values_list("pk", flat=True)[:MOST])


def rank_by_tier(texts, tiers):
    """The keys tier by tier. FTS5 finds in the order of the key, so a limit ends the search even for a frequent word."""
    parts, params = [], []
    for number, condition in enumerate(tiers):
        found = texts.filter(**condition).order_by("pk").values(key=F("pk"))[:MOST]
        sql, values = found.query.sql_with_params()
        parts.append(f"SELECT key, {number} AS tier FROM ({sql}) AS part")  # noqa: S608 - values are parameters
        params += values
    found = f"SELECT key FROM ({' UNION ALL '.join(parts)}) AS found"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{found} GROUP BY key ORDER BY MIN(tier), key LIMIT {MOST}", params)
        return [key for (key,) in cursor.fetchall()]
