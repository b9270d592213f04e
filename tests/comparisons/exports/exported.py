"""A comparison to take along, and every address it leaves by."""

from articles.models import Article
from tests.factories import (
    make_author,
    make_comparison,
    make_fact,
    make_faq,
    make_feature,
    make_release,
    make_technology,
    make_topic,
)

SITE = "https://hub.example"
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}


def make_exported():
    """A comparison with an answer of each sort: sourced, a judgement, derived, unknown."""
    django, fastapi = make_technology(name="Django"), make_technology(name="FastAPI")
    make_release(django, "6.1.3", released_on="2026-11-03", supported_until="2027-12")
    orm = make_feature(name="ORM")
    curve = make_feature(name="Learning curve", kind="judgement")
    latest = make_feature(name="Latest stable", derived_from="latest_release")
    comparison = make_comparison(
        [django, fastapi],
        [orm, curve, latest],
        title="Django vs FastAPI",
        summary="Which one for what.",
        body="Short answer: [async](/features/async/).\n\n## Performance\n\nIt depends.",
        verdict="Take **Django** for pages.",
        author=make_author(name="The editors"),
        topic=make_topic(name="Web"),
        facts=False,
    )
    make_fact(django, orm, level="yes", value="Built in", note="Since 2005.", verified_version="6.1")
    make_fact(fastapi, orm, level="no", value="None built in", note="", sources=2)
    make_fact(django, curve, level="partial", value="Long tutorial", note="Eight parts.", sources=0)
    make_faq(comparison, question="Which is faster?", answer="It *depends*.")
    return comparison


def addresses(comparison):
    """Every address of another form, with the page it stands beside."""
    article = Article.objects.published().filter(kind="article").latest("pk")
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    beside = {
        f"{thing.get_absolute_url()[:-1]}.md": thing.get_absolute_url() for thing in (article, technology, feature)
    }
    for form in ("csv", "json", "md"):
        beside[f"{comparison.get_absolute_url()[:-1]}.{form}"] = comparison.get_absolute_url()
        beside[f"/compare.{form}?t=django&t=fastapi"] = "/compare/?t=django&t=fastapi"
    return beside
