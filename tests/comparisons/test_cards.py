"""Social cards at their address, as those ask for them who read it in a page."""

import re
from io import BytesIO

import pytest
from PIL import Image

from articles.images import cards
from articles.models import Article
from tests.desk import change, form_at, make_staff, signed_in
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


def test_the_card_that_a_page_announces_is_there_for_good_and_cannot_run_anything(client, comparison):
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


def test_a_card_is_drawn_once_and_never_for_a_page(client, comparison, monkeypatch):
    drawn = []
    draw = cards.draw_card
    monkeypatch.setattr(cards, "draw_card", lambda card: drawn.append(card) or draw(card))
    path = card_path(client, comparison)
    assert not drawn
    for _ in range(3):
        client.get(path).getvalue()
    assert len(drawn) == 1


@pytest.mark.parametrize(("status", "drawn"), [("published", 1), ("draft", 0)])
def test_a_page_published_at_the_desk_has_its_card_before_anybody_asks(
    status, drawn, client, comparison, monkeypatch, django_capture_on_commit_callbacks
):
    Article.objects.update(status="draft")
    calls = []
    draw = cards.draw_card
    monkeypatch.setattr(cards, "draw_card", lambda card: calls.append(card) or draw(card))
    editor, address = signed_in(make_staff("Editors")), change(comparison)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address, form_at(editor, address, status=status))
    assert len(calls) == drawn
    if drawn:
        client.get(card_path(client, comparison)).getvalue()
        assert len(calls) == drawn


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


def test_a_former_card_stays_where_it_was_drawn_and_else_leads_to_the_present_one(client, comparison):
    drawn = card_path(client, comparison)
    client.get(drawn).getvalue()
    Article.objects.update(title="Second")
    not_drawn = card_path(client, comparison)
    Article.objects.update(title="Third")
    assert client.get(drawn).status_code == 200
    assert client.get(not_drawn)["Location"] == card_path(client, comparison)


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"status": "withdrawn"}, {"published_at": hours_ago(-1)}])
def test_a_card_of_unpublished_work_gives_nothing_away(client, comparison, hidden):
    drawn = card_path(client, comparison)
    client.get(drawn).getvalue()
    Article.objects.update(title="Second")
    not_drawn = card_path(client, comparison)
    Article.objects.update(**hidden)
    for path in (drawn, not_drawn):
        assert client.get(path).status_code == (410 if hidden.get("status") == "withdrawn" else 404)


@pytest.mark.parametrize(
    "name", ["x.png", f"{'0' * 32}-{'0' * 20}.png", f"{'0' * 32}-{'0' * 20}.jpg", "..%2Fhub.sqlite3"]
)
def test_a_name_that_no_card_has_is_not_found(client, comparison, name):
    assert client.get(f"/cards/{name}").status_code == 404
