"""The search index, and the count of changes that the page cache follows.

The index is what can be found, the words it is found by, and the words that a typo may have meant. It holds nothing of
its own: ``manage.py rebuild_search`` makes it again from the content.
"""

import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Count, F, Max, Q, Sum, When
from django.db.models.functions import Length
from django.utils import timezone

from articles.models import Article

SPACE = 2**40
CLAIMED = datetime.timedelta(seconds=30)  # for a purge; whoever claimed it may have died
TAKEDOWNS = " takedowns "  # in a content version, before their number
MOST_ROWS = 1_000  # of counted changes; more are summed up


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


class ContentChangeQuerySet(models.QuerySet):
    def version(self):
        """What the content stands at: a string that is another one after each commit that changes what readers see.

        It also moves when a scheduled page appears, and at midnight, when it may be time to check a fact again. It ends
        with the number of takedowns: no page that was made under another number may be shown any more.
        """
        counted = self.aggregate(changes=Sum("changes"), takedowns=Sum("takedowns"), rows=Count("*"))
        if counted["rows"] > MOST_ROWS:
            self.compact()
        newest = Article.objects.published().aggregate(newest=Max("published_at"))["newest"]
        return f"{counted['changes'] or 0} {newest} {timezone.localdate()}{TAKEDOWNS}{counted['takedowns'] or 0}"

    def take_down(self):
        """Count a takedown of what is no row of ours, such as a picture."""
        self.create(changes=1, takedowns=1)

    def compact(self):
        """Replace the rows by one with their sum, so that the version stays. Of several at once, one does it."""
        with transaction.atomic():
            taken = list(self.select_for_update().order_by("pk"))
            self.filter(pk__in=[row.pk for row in taken]).delete()
            if taken:
                changes, takedowns = sum(row.changes for row in taken), sum(row.takedowns for row in taken)
                self.create(changes=changes, takedowns=takedowns)


class ContentChange(models.Model):
    """A change of what readers see, written by the triggers of ``hub.page_cache.triggers`` within its transaction.

    The sum says how many were committed. On PostgreSQL each transaction adds a row; on SQLite one row counts.
    """

    seen_by_readers = False

    changes = models.BigIntegerField()
    takedowns = models.BigIntegerField(db_default=0)

    objects = ContentChangeQuerySet.as_manager()

    def __str__(self):
        return str(self.changes)


class StoredPageQuerySet(models.QuerySet):
    def forget_old(self):
        """Delete what nobody made anew for a month: pages that are gone, and those that nobody reads."""
        return self.filter(stored_at__lt=timezone.now() - datetime.timedelta(days=30)).delete()


class StoredPage(models.Model):
    """A public page as it was last made, for all processes and machines. One of another version is never shown."""

    seen_by_readers = False

    address = models.CharField(max_length=500, primary_key=True)
    version = models.CharField(max_length=120)
    headers = models.JSONField()
    body = models.BinaryField(help_text="Compressed with gzip.")
    stored_at = models.DateTimeField()

    objects = StoredPageQuerySet.as_manager()

    def __str__(self):
        return self.address


class UploadedZipQuerySet(models.QuerySet):
    def keep(self, user, name, data, kept_for):
        """Store an upload; what was stored longer ago than ``kept_for`` goes."""
        self.filter(uploaded_at__lt=timezone.now() - kept_for).delete()
        return self.create(user=user, name=name[:200], data=data)


class UploadedZip(models.Model):
    """A zip of content that somebody looks at before it is imported. In the database, so that any machine can go on."""

    seen_by_readers = False

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = UploadedZipQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class PurgeQuerySet(models.QuerySet):
    def claim(self, key, version):
        """Whether the caller shall purge: nobody has purged this version, or tries to at the moment."""
        self.bulk_create([self.model(key=key)], ignore_conflicts=True)
        due = self.filter(key=key, next_try__lte=timezone.now()).exclude(version=version)
        return bool(due.update(next_try=timezone.now() + CLAIMED, failures=F("failures") + 1))

    def settle(self, key, version):
        """Record that this version was purged; or, without one, that it failed and when to try again."""
        purge = self.get(key=key)
        if version:
            purge.version, purge.failures, pause = version, 0, 1
        else:
            pause = min(2**purge.failures, 60)
        purge.next_try = timezone.now() + datetime.timedelta(seconds=pause)
        purge.save()


class Purge(models.Model):
    """What the caches before the site were last told, and when to tell them next."""

    seen_by_readers = False

    key = models.CharField(max_length=50, primary_key=True)
    version = models.CharField(max_length=120, blank=True)
    next_try = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)

    objects = PurgeQuerySet.as_manager()

    def __str__(self):
        return self.key
