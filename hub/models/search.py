"""The search index: what can be found, the words it is found by, and the words that a typo may have meant.

It holds nothing of its own: ``manage.py rebuild_search`` makes it again from the content.
"""

from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Length

from articles.models import Article

SPACE = 2**40


class SearchEntry(models.Model):
    """Something that can be found, as the results show it. Its key follows from what it stands for."""

    seen_by_readers = False  # no page that is kept shows it

    class Kind(models.TextChoices):
        """In the order in which results that match equally well are listed."""

        TECHNOLOGY = "technology", "Technology"
        COMPARISON = "comparison", "Comparison"
        ARTICLE = "article", "Article"
        FEATURE = "feature", "Feature"
        FAQ = "faq", "Question"
        FACT = "fact", "Fact"
        PROOF = "proof", "Script"

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.BigIntegerField()
    # No constraint: what was deleted is hidden at once, and its entry goes after the commit.
    article = models.ForeignKey(
        Article, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    title = models.CharField(max_length=300)
    text = models.TextField()
    url = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_unique")]

    def __str__(self):
        return self.title

    @classmethod
    def first_id(cls, kind):
        """The lowest key of a kind; those of the kind stay below the ``first_id`` plus ``SPACE``."""
        return cls.Kind.values.index(kind) * SPACE

    @classmethod
    def id_of(cls, kind, object_id):
        """The key of an entry. In its order come the kinds, the newest page first, all else as it was written."""
        newest_first = kind in Article.Kind.values
        return cls.first_id(kind) + (SPACE - 1 - object_id if newest_first else object_id)


class StemsField(models.Field):
    """Stems in their order, for full-text search: a column of an FTS5 table on SQLite, a tsvector on PostgreSQL.

    Its value is a list of stems, which are letters and digits only. It is written and searched, never read.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        return as_tsvector(value) if connection.vendor == "postgresql" else " ".join(value)


def as_tsvector(stems):
    """The stems as the text of a tsvector, each with the places where it stands."""
    places = {}
    for place, stem in enumerate(stems, start=1):
        places.setdefault(stem, []).append(str(place))
    return " ".join(f"'{stem}':{','.join(numbers)}" for stem, numbers in places.items())


class SearchText(models.Model):
    """The stems of an entry, in three widths: the wider include the narrower, so each can be searched alone.

    On SQLite an FTS5 table, which is why it has no constraint and its key has this name.
    """

    seen_by_readers = False

    entry = models.OneToOneField(
        SearchEntry,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    # That of the entry, so that a search need not look at every entry it finds.
    article = models.ForeignKey(
        Article, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    title = StemsField()
    lead = StemsField()
    full = StemsField()

    def __str__(self):
        return str(self.entry_id)


class SearchWordQuerySet(models.QuerySet):
    def beginning_with(self, letters):
        """The words that are longer than these letters and begin with them: names, then what is no typo, then the
        shortest first."""
        longer = self.filter(word__startswith=letters).exclude(word=letters)
        return longer.order_by(Case(When(name="", then=1), default=0), "-is_certain", Length("word"), "word")


class SearchWord(models.Model):
    """A word that some entry has: readers may type its beginning, or mean it by one that nobody wrote."""

    seen_by_readers = False

    word = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=40, blank=True, help_text="As it is written, where something is called so.")
    is_certain = models.BooleanField(
        default=False, db_default=False, help_text="Surely no typo: it stands in a title, or twice in a text."
    )

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["word"], condition=~Q(name=""), name="search_word_names")]

    def __str__(self):
        return self.word
