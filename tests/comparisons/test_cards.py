"""Social cards at their address, as those ask for them who read it in a page."""

import re
from io import BytesIO

import pytest
from PIL import Image

from articles.models import Article
from comparisons import views
from tests.factories import hours_ago, make_article, make_comparison, make_faq, make_technology

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta property="og:image(:alt)?" content="([^"]*)">')


@pytest.fixture
def comparison():
    technologies = [make_technology(name="Django"), make_technology(name="FastAPI")]
    verdict = "Take **Django** for pages. Take FastAPI for APIs."
    return make_comparison(technologies, title="Django vs FastAPI", summary="Which one for what.", verdict=verdict)


def card_of_page(client, page):
    """The path of the card that a page announces, and the words that stand for it."""
    found = dict(META.findall(client.get(page.get_absolute_url()).content.decode()))
    return re.sub("^https?://[^/]*", "", found[""]), found[":alt"]


def card_path(client, page):
    return card_of_page(client, page)[0]


def test_the_card_that_a_page_announces_is_there_and_cannot_run_anything(client, comparison):
    for page in (comparison, make_article(title="日本語"), make_article(title="Plain", summary="Why. How.")):
        response = client.get(card_path(client, page))
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"].startswith("public, max-age=3600, s-maxage=1")
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        picture = Image.open(BytesIO(b"".join(response.streaming_content)))
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_a_card_says_title_technologies_in_order_and_the_verdict(client, comparison):
    assert card_of_page(client, comparison)[1] == "Django vs FastAPI – Django, FastAPI – Take Django for pages."
    comparison.verdict = ""
    comparison.save()
    assert card_of_page(client, comparison)[1].endswith("– Which one for what.")


def test_a_card_is_never_drawn_for_a_page(client, comparison, monkeypatch):
    monkeypatch.delattr(views, "draw_card")
    assert client.get(comparison.get_absolute_url()).status_code == 200


def test_only_a_change_of_what_it_shows_makes_another_card(client, comparison):
    names = [card_path(client, comparison)]
    comparison.body = "Another text."
    comparison.save()
    make_faq(comparison)
    assert card_path(client, comparison) == names[0]
    subject = comparison.subjects.last()
    for edit in [
        lambda: Article.objects.update(title="Another title"),
        lambda: comparison.subjects.filter(pk=subject.pk).update(position=0),
        lambda: comparison.subjects.filter(technology__slug="django").update(position=5),
        lambda: setattr(subject.technology, "name", "FastAPI!") or subject.technology.save(),
        subject.delete,
    ]:
        edit()
        names.append(card_path(client, comparison))
    assert len(set(names)) == 5  # the second change left the order as it was


def test_a_former_card_leads_to_the_present_one(client, comparison):
    former = card_path(client, comparison)
    Article.objects.update(title="Second")
    assert client.get(former)["Location"] == card_path(client, comparison)


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}])
def test_a_card_of_unpublished_work_gives_nothing_away(client, comparison, hidden):
    former = card_path(client, comparison)
    Article.objects.update(title="Second")
    present = card_path(client, comparison)
    Article.objects.update(**hidden)
    for path in (former, present):
        assert client.get(path).status_code == (410 if hidden.get("status") == "withdrawn" else 404)


@pytest.mark.parametrize(
    "name", ["x.png", f"{'0' * 32}-{'0' * 20}.png", f"{'0' * 32}-{'0' * 20}.jpg", "..%2Fhub.sqlite3"]
)
def test_a_name_that_no_card_has_is_not_found(client, comparison, name):
    assert client.get(f"/cards/{name}").status_code == 404
