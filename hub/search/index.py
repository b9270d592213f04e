"""The index, kept true from Python: triggers in the database would vanish when a migration rebuilds a table.

Whatever is saved or deleted, the entries that show something of it are written anew after the commit.
"""

import threading
from collections import Counter
from itertools import accumulate, batched, product

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete

from articles.models import FAQ, Article, Author, Tag, Topic
from comparisons.models import (
    Comparison,
    Fact,
    Feature,
    FeatureGroup,
    Proof,
    Release,
    Source,
    Subject,
    Technology,
    TechnologyKind,
)
from hub.models import SearchEntry, SearchText, SearchWord
from hub.search.documents import read_documents, stored_ids
from hub.search.words import LONGEST, MARK, compose_accents, name_term, read_compounds, read_names, read_words, stem

Kind = SearchEntry.Kind
BATCH = 500
# PostgreSQL knows places up to 16,383 and a tsvector of one megabyte. What comes after that is not found.
MOST_WORDS = 16_000
MOST_BYTES = 500_000
SHOWN_FIELDS = ["article", "title", "text", "url"]
NAMING = {Kind.TECHNOLOGY, Kind.FEATURE}

PAGES = (Kind.ARTICLE, Kind.COMPARISON)  # one of them alone has an entry of a page
# Where something of an object is shown: by the path from it to what has entries, their kinds.
SHOWN_IN = {
    Article: {"pk": PAGES, "faqs": [Kind.FAQ]},
    Comparison: {"pk": PAGES, "faqs": [Kind.FAQ]},
    FAQ: {"pk": [Kind.FAQ]},
    Subject: {"article_id": PAGES},
    Author: {"articles": PAGES},
    Topic: {"articles": PAGES},
    Tag: {"articles": PAGES},
    Technology: {"pk": [Kind.TECHNOLOGY], "facts": [Kind.FACT], "proofs": [Kind.PROOF], "subjects__article": PAGES},
    TechnologyKind: {"technologies": [Kind.TECHNOLOGY]},
    Release: {"technology_id": [Kind.TECHNOLOGY]},
    Feature: {"pk": [Kind.FEATURE], "facts": [Kind.FACT], "proofs": [Kind.PROOF]},
    FeatureGroup: {"features": [Kind.FEATURE]},
    Fact: {"pk": [Kind.FACT]},
    Source: {"fact_id": [Kind.FACT]},
    Proof: {"pk": [Kind.PROOF]},
}
waiting = threading.local()


def rebuild():
    """Make the whole index again from the content, a batch at a time. Return the number of entries."""
    SearchWord.objects.all().delete()
    for kind in Kind.values:
        indexed = SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True)
        update((kind, object_id) for object_id in stored_ids(kind).union(indexed))
    SearchText.objects.exclude(pk__in=SearchEntry.objects.values("pk")).delete()
    return SearchEntry.objects.count()


def update(keys):
    """Bring the entries of these pairs of kind and key up to date; what cannot be found any more loses its entry."""
    ids = {}
    for kind, object_id in keys:
        ids.setdefault(kind, set()).add(object_id)
    for kind, object_ids in ids.items():
        for batch in batched(sorted(object_ids), BATCH):
            write_entries(kind, batch)


def write_entries(kind, object_ids):
    documents = read_documents(kind, object_ids)
    words = [words_of(document) for document in documents]
    entries = [make_entry(kind, document) for document in documents]
    texts = [make_text(entry, *parts) for entry, parts in zip(entries, words, strict=True)]
    ids = [SearchEntry.id_of(kind, object_id) for object_id in object_ids]
    gone = set(ids) - {entry.pk for entry in entries}
    with transaction.atomic():
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["id"], update_fields=SHOWN_FIELDS
        )
        SearchEntry.objects.filter(pk__in=gone).delete()
        SearchText.objects.filter(pk__in=ids).delete()
        SearchText.objects.bulk_create(texts)
    learn_words(words)
    if kind in NAMING:
        learn_names(document.title for document in documents)


def words_of(document):
    """The words of its title, its lead and its text, as far as an index can hold them."""
    title, lead, text = map(read_all, (document.title, document.lead, document.text))
    lead = lead[: MOST_WORDS - len(title)]
    text = text[: MOST_WORDS - len(title) - len(lead)]
    if 4 * LONGEST * len(text) > MOST_BYTES:  # a letter takes at most four bytes
        sizes = accumulate(len(word.encode()) for word in text)
        text = [word for word, size in zip(text, sizes, strict=True) if size <= MOST_BYTES]
    return title, lead, text


def read_all(text):
    """The words of a text, and behind them what is one word to some; no phrase runs on from the one to the other."""
    words, compounds = read_words(text), read_compounds(text)
    return [*words, MARK, *compounds] if compounds else words


def make_entry(kind, document):
    return SearchEntry(
        id=SearchEntry.id_of(kind, document.object_id),
        kind=kind,
        object_id=document.object_id,
        article_id=document.article_id,
        title=compose_accents(document.title),
        text=compose_accents(document.text),
        url=document.url,
    )


def make_text(entry, title, lead, text):
    title, lead, text = ([stem(word) for word in words] for words in (title, lead, text))
    own = title[: title.index(MARK)] if MARK in title else title
    title = [*name_term(own).words, *title]
    # Marks between the parts, so that no phrase begins in one and ends in another.
    lead = [*title, MARK, *lead]
    return SearchText(entry=entry, article_id=entry.article_id, title=title, lead=lead, full=[*lead, MARK, *text])


def learn_words(texts):
    """Remember the words of these texts, and which of them are no typos: those of titles, or said twice in one text."""
    words, certain = set(), set()
    for title, lead, text in texts:
        words.update(title, lead, text)
        certain.update(title, (word for word, count in Counter(lead + text).items() if count > 1))
    known = SearchWord.objects.filter(word__in=certain, is_certain=True).values_list("word", flat=True)
    certain.difference_update(known)
    remember({word: {} for word in words - certain})
    remember({word: {"is_certain": True} for word in certain}, updated=["is_certain"])


def learn_names(titles):
    names = {word: name for title in titles for word, name in read_names(title).items()}
    known = {word: {"name": name, "is_certain": True} for word, name in names.items()}
    remember(known, updated=["name", "is_certain"])


def remember(words, updated=()):
    """Store words with these fields of theirs; of those that are there already, update some of the fields, or none."""
    # In one order, so that two writers never wait for each other.
    rows = [SearchWord(word=word, **words[word]) for word in sorted(words) if len(word) > 2]
    update = {"update_conflicts": True, "unique_fields": ["word"], "update_fields": updated}
    SearchWord.objects.bulk_create(rows, batch_size=BATCH, **(update if updated else {"ignore_conflicts": True}))


def connect():
    for model in SHOWN_IN:
        post_save.connect(on_change, sender=model)
        # Before, because afterwards nothing knows any more what belonged to it.
        pre_delete.connect(on_change, sender=model)
    m2m_changed.connect(on_tags_changed, sender=Article.tags.through)


def on_change(sender, instance, **kwargs):
    index_later(entries_showing(instance))


def on_tags_changed(sender, instance, pk_set, **kwargs):
    untagged = pk_set if isinstance(instance, Tag) and pk_set else ()
    index_later(entries_showing(instance) | set(product(PAGES, untagged)))


def entries_showing(instance):
    """The kinds and keys of the entries that show something of an object."""
    shown = set()
    for path, kinds in SHOWN_IN[type(instance)].items():
        if path.endswith(("pk", "_id")):
            ids = [getattr(instance, path)]
        else:
            there = type(instance)._base_manager.filter(pk=instance.pk, **{f"{path}__isnull": False})
            ids = there.order_by().values_list(path, flat=True)
        shown.update(product(kinds, ids))
    return shown


def index_later(changed):
    """Write these entries anew once what changed is there for all to see; an error is logged and undoes nothing."""
    if not hasattr(waiting, "keys"):
        waiting.keys = set()
    waiting.keys |= changed
    transaction.on_commit(index_waiting, robust=True)


def index_waiting():
    """Write what waits, once for a whole transaction. What a rollback left behind is only written again as it is."""
    changed, waiting.keys = getattr(waiting, "keys", set()), set()
    if changed:
        update(changed)
