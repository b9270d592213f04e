"""Many rows of everything, made in bulk: for tests of what must not grow with them."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles.models import FAQ, Article, Author, Deletion, OldSlug, Revision, Tag, Topic, User
from comparisons.models import (
    Comparison,
    Fact,
    Feature,
    FeatureGroup,
    LinkCheck,
    Release,
    Row,
    Source,
    Step,
    Subject,
    Technology,
    Verification,
)
from tests.factories import CHECKED, make_feature

NOW = timezone.now()
DRAFT = {"status": "draft"}


def named(model, numbers, **fields):
    """New objects of a model, with names and slugs of their own."""
    name = model._meta.model_name
    slugged = any(field.name == "slug" for field in model._meta.fields)
    rows = [{"name": f"Crowd {name} {n}", **({"slug": f"crowd-{name}-{n}"} if slugged else {})} for n in numbers]
    return model.objects.bulk_create([model(**row, **fields) for row in rows])


def grow(start, end):
    """Everything that stands in a list of its own, numbered from start to end, each belonging to another."""
    numbers = range(start, end)
    named(Group, numbers), named(Tag, numbers)
    users = User.objects.bulk_create([User(username=f"crowd-{n}", is_staff=True) for n in numbers])
    authors, topics, groups = named(Author, numbers), named(Topic, numbers), named(FeatureGroup, numbers)
    technologies = named(Technology, numbers)
    features = Feature.objects.bulk_create(
        Feature(name=f"Asked {n}", slug=f"crowd-asked-{n}", group=group)
        for n, group in zip(numbers, groups, strict=True)
    )
    Fact.objects.bulk_create(
        Fact(technology=technology, feature=feature, value="x", verified_on=CHECKED, verified_version="1", note="n")
        for technology, feature in zip(technologies, features, strict=True)
    )
    people = list(zip(numbers, users, authors, topics, strict=True))
    grow_pages(people)
    LinkCheck.objects.bulk_create(
        LinkCheck(url=f"https://example.org/{n}", checked_at=NOW, failures=9, failing_since="2026-01-01T00:00Z")
        for n in numbers
    )
    for model, fields in ((AccessAttempt, {"failures_since_start": 1}), (AccessLog, {}), (AccessFailureLog, {})):
        model.objects.bulk_create(model(username=f"crowd-{n}", **fields) for n in numbers)


def grow_pages(people):
    """An article and a comparison for each (number, user, author, topic), and what deleted pages leave behind."""
    numbers = [n for n, *_ in people]
    for kind in ("article", "comparison"):
        pages = Article.objects.bulk_create(
            Article(
                kind=kind,
                title=f"{kind} {n}",
                slug=f"crowd-{kind}-{n}",
                owner=user,
                author=author,
                topic=topic,
                **DRAFT,
            )
            for n, user, author, topic in people
        )
    for page in pages:
        stored = {field.attname: getattr(page, field.attname) for field in Article._meta.fields}
        Comparison(article_ptr=page, **stored).save_base(raw=True)  # no bulk_create for a table beside another
    kind_of_page = ContentType.objects.get_for_model(Article)
    OldSlug.objects.bulk_create(
        OldSlug(content_type=kind_of_page, object_id=n + 10**6, slug=f"crowd-old-{n}") for n in numbers
    )
    Deletion.objects.bulk_create(
        Deletion(content_type=kind_of_page, object_id=n, title=f"Gone {n}", contents="[]", deleted_by=user)
        for n, user, *_ in people
    )


def grow_parts(specimens, start, end):
    """Everything that stands on the form of a specimen: rows, questions, releases, sources, checks, its history."""
    numbers = range(start, end)
    fact, technology = specimens["comparisons/fact/"], specimens["comparisons/technology/"]
    user = specimens["articles/user/"]
    Source.objects.bulk_create(Source(fact=fact, title="s", url=f"https://example.org/s/{n}") for n in numbers)
    Step.objects.bulk_create(
        Step(fact=fact, version=f"0.{n}", version_key=f"{0:08}.{n:08}", level="unknown") for n in numbers
    )
    Verification.objects.bulk_create(Verification(fact=fact, user=user, verified_on=CHECKED) for _ in numbers)
    Release.objects.bulk_create(
        Release(
            technology=technology,
            version=f"0.{n}",
            released_on="2020",
            source_url="https://example.org/",
            source_title="s",
            verified_on=CHECKED,
        )
        for n in numbers
    )
    others, asked = named(Technology, [f"part-{n}" for n in numbers]), [make_feature() for _ in numbers]
    comparison, article = specimens["comparisons/comparison/"], specimens["articles/article/"]
    Row.objects.bulk_create(Row(comparison=comparison, feature=feature) for feature in asked)
    for page in (article, comparison):
        Subject.objects.bulk_create(Subject(article_id=page.pk, technology=other) for other in others)
        FAQ.objects.bulk_create(FAQ(article_id=page.pk, question="q", answer="a", slug=f"q-{n}") for n in numbers)
    Fact.objects.bulk_create(Fact(technology=technology, feature=f, value="x", level="unknown") for f in asked)
    Fact.objects.bulk_create(
        Fact(technology=other, feature=specimens["comparisons/feature/"], level="unknown") for other in others
    )
    for specimen in specimens.values():
        about = {"content_type": ContentType.objects.get_for_model(specimen), "object_id": specimen.pk}
        LogEntry.objects.bulk_create(
            LogEntry(user=user, action_flag=CHANGE, object_repr="x", change_message="[]", **about) for _ in numbers
        )
        if hasattr(specimen, "snapshot"):
            snapshot = specimen.snapshot()
            Revision.objects.bulk_create(Revision(name="x", user=user, snapshot=snapshot, **about) for _ in numbers)
