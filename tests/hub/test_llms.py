"""What programs that read for somebody find first."""

import re

import pytest

from tests.comparisons.test_pages import page, queries
from tests.factories import hours_ago, make_article, make_comparison, make_feature, make_technology, make_topic

pytestmark = pytest.mark.django_db

SITE = "https://hub.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def work():
    technologies = [make_technology(name="Django", summary="A framework."), make_technology(name="C++")]
    make_comparison(technologies, [make_feature(name="ORM")], title="A vs B", summary="Which?", topic=make_topic())
    make_article(title="Plain [one]", summary="First.\nSecond.", topic=make_topic())


def test_llms_txt_has_title_summary_and_sections_of_links(client, work):
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert re.match(r"# Learning Hub\n\n> [^\n]+\n\n", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Comparisons", "Articles", "Technologies", "Features"]
    for line in [
        f"- [A vs B]({SITE}/comparisons/a-vs-b.md): Which?",
        rf"- [Plain \[one\]]({SITE}/articles/plain-one.md): First. Second.",
        f"- [Django]({SITE}/technologies/django.md): A framework.",
        f"- [ORM]({SITE}/features/orm.md)",
    ]:
        assert line in text.splitlines()


def test_every_link_leads_to_markdown(client, work):
    links = re.findall(r"^- \[.+\]\(([^)]+)\)", page(client, "/llms.txt"), re.MULTILINE)
    assert len(links) >= 5
    for link in links:
        assert client.get(link.removeprefix(SITE))["Content-Type"] == "text/markdown; charset=utf-8", link


def test_only_published_work_is_named(client, work):
    for fields in [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}]:
        make_article(title="Secret", topic=make_topic(name=f"Secret topic {fields}"[:60]), **fields)
        make_comparison(title="Secret", **fields)
    assert "Secret" not in page(client, "/llms.txt")


def test_an_empty_hub_has_no_empty_section(client):
    assert "## Comparisons" not in page(client, "/llms.txt")


def test_it_is_sent_again_only_when_it_differs(client, reader, work):
    first = reader.get("/llms.txt")
    assert reader.get("/llms.txt", headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_article(title="News")
    assert b"News" in reader.get("/llms.txt", headers={"If-None-Match": first["ETag"]}).content
    assert "Set-Cookie" not in first
    assert client.post("/llms.txt").status_code == 405


def test_the_queries_do_not_grow(client, work):
    few = queries(client, "/llms.txt")
    for _ in range(5):
        make_comparison(topic=make_topic())
        make_article()
    assert queries(client, "/llms.txt") == few
