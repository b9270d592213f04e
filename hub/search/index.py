"""The index, written from Python: triggers in the database would vanish when a migration rebuilds a table."""

from collections import Counter
from itertools import batched

from django.db import transaction

from hub.models import SearchEntry, SearchText, SearchWord
from hub.search.documents import read_documents, stored_ids
from hub.search.query import MARK, name_term
from hub.search.words import compose_accents, read_names, read_words, stem

BATCH = 500
# PostgreSQL knows places up to 16,383 and a tsvector of one megabyte. What comes after that is not found.
MOST_WORDS = 16_000
MOST_BYTES = 500_000
SHOWN_FIELDS = ["article", "title", "text", "url"]
NAMING = {SearchEntry.Kind.TECHNOLOGY, SearchEntry.Kind.FEATURE}


def is_empty():
    return not SearchEntry.objects.exists()


def rebuild():
    """Make the whole index again from the content, a batch at a time. Return the number of entries."""
    SearchWord.objects.all().delete()
    for kind in SearchEntry.Kind.values:
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
    title, lead, text = map(read_words, (document.title, document.lead, document.text))
    lead = lead[: MOST_WORDS - len(title)]
    rest = MOST_WORDS - len(title) - len(lead)
    return title, lead, limit_bytes(text[:rest])


def limit_bytes(words):
    size = 0
    for count, word in enumerate(words):
        size += len(word.encode())
        if size > MOST_BYTES:
            return words[:count]
    return words


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
    title = [*name_term(title).words, *title]
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
    SearchWord.objects.bulk_create(make_rows(words - certain), batch_size=BATCH, ignore_conflicts=True)
    SearchWord.objects.bulk_create(
        make_rows(certain, is_certain=True),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["is_certain"],
    )


def learn_names(titles):
    names = {word: name for title in titles for word, name in read_names(title).items()}
    rows = make_rows(names, is_certain=True)
    for row in rows:
        row.name = names[row.word]
    SearchWord.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["word"], update_fields=["name", "is_certain"]
    )


def make_rows(words, **fields):
    # In one order, so that two writers never wait for each other.
    return [SearchWord(word=word, **fields) for word in sorted(words) if len(word) > 2]
