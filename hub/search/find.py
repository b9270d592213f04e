"""From a query to the entries that hold its words, best first."""

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery

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
    return rank(candidates, tiers)


def visible(kind):
    """The texts of what readers may see now. Scheduled pages appear by the clock of the database."""
    # Compared, not EXISTS: for that, PostgreSQL would first read the keys of all that is published.
    published = Article.objects.published().filter(pk=OuterRef("article")).order_by().values("pk")
    texts = SearchText.objects.filter(Q(article=None) | Q(article=Subquery(published[:1])))
    if kind:
        first = SearchEntry.first_id(kind)
        texts = texts.filter(pk__gte=first, pk__lt=first + SPACE)
    return texts


def rank(texts, tiers):
    """The keys that these conditions find, those of an earlier one first."""
    parts, params = [], []
    for number, condition in enumerate(tiers):
        # FTS5 finds in the order of the key, so that the limit ends the search even for a common word.
        found = texts.filter(**condition).order_by("pk").values(key=F("pk"))[:MOST]
        sql, values = found.query.sql_with_params()
        parts.append(f"SELECT key, {number} AS tier FROM ({sql}) AS part")  # noqa: S608 - values are parameters
        params += values
    found = f"SELECT key FROM ({' UNION ALL '.join(parts)}) AS found"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{found} GROUP BY key ORDER BY MIN(tier), key LIMIT {MOST}", params)
        return [key for (key,) in cursor.fetchall()]
