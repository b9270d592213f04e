"""Pages seen before they are public: the unsaved form, and a link for a colleague."""

import datetime
import html
import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.utils import timezone

from articles.models import FAQ, Article, Revision
from articles.views import preview_address
from comparisons.models import Comparison, Row, Subject
from hub.models import SearchEntry
from tests.desk import add_row, change, errors_of, form_at, make_staff, signed_in
from tests.factories import make_article, make_comparison, make_fact, make_faq, make_feature, make_technology

pytestmark = pytest.mark.django_db
ADD = "/admin/comparisons/comparison/add/"
DRAFT = {"status": "draft", "published_at": None}
KEPT = (Article, Comparison, FAQ, Subject, Row, Revision, LogEntry, SearchEntry)


@pytest.fixture
def editor():
    return signed_in(make_staff("Editors", username="erika"))


def stored():
    return {model: list(model.objects.order_by("pk").values()) for model in KEPT}


def preview(client, address, data):
    return client.post(address, {**data, "_preview": "1"})


# --- the unsaved form ---


def test_a_preview_is_the_real_page_of_the_unsaved_form_and_writes_nothing(editor):
    draft = make_comparison(**DRAFT, title="Old title")
    make_faq(draft, question="Old question?")
    feature = make_feature(name="Zebra crossing")
    data = form_at(editor, change(draft), title="New title", verdict="Take *both*.")
    data["faqs-0-question"] = "New question?"
    add_row(data, "rows", feature=str(feature.pk), position="")
    before = stored()
    response = preview(editor, change(draft), data)
    text = response.content.decode()
    assert response.status_code == 200
    assert next(template.name for template in response.templates) == "comparisons/comparison_detail.html"
    for words in ("New title", "New question?", "Take <em>both</em>.", "Zebra crossing", "Preview.</strong>"):
        assert words in text
    assert stored() == before
    assert editor.get(f"/comparisons/{draft.slug}/").status_code == 404


def test_a_preview_says_what_the_unsaved_page_lacks(editor):
    draft = make_article(**DRAFT, summary="In short.")
    make_faq(draft)
    assert "checklist" not in preview(editor, change(draft), form_at(editor, change(draft))).content.decode()
    response = preview(editor, change(draft), form_at(editor, change(draft), summary=""))
    assert "The checklist says: The summary is missing" in response.content.decode()


def test_a_preview_of_a_page_that_was_never_saved(editor):
    technologies = [make_technology(name="A"), make_technology(name="B")]
    data = form_at(editor, ADD, title="Brand new")
    for number, technology in enumerate(technologies):
        data[f"subjects-{number}-technology"] = str(technology.pk)
    before = stored()
    response = preview(editor, ADD, data)
    assert "Brand new" in response.content.decode()
    assert stored() == before


def test_a_preview_after_the_transaction_leaves_no_message_and_no_search_entry(
    editor, django_capture_on_commit_callbacks
):
    draft = make_article(**DRAFT)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        preview(editor, change(draft), form_at(editor, change(draft), title="Zebra"))
    assert callbacks == []
    assert "messagelist" not in editor.get("/admin/").content.decode()


def test_a_preview_of_a_live_page_shows_the_change_and_readers_do_not_see_it(editor, client):
    page = make_article(title="Old title")
    response = preview(editor, change(page), form_at(editor, change(page), title="New title"))
    assert "New title" in response.content.decode()
    assert "New title" not in client.get(page.get_absolute_url()).content.decode()


def test_a_preview_of_an_invalid_form_shows_the_form_with_its_errors_and_its_text(editor):
    draft = make_article(**DRAFT)
    response = preview(editor, change(draft), form_at(editor, change(draft), title="", body="Long text."))
    assert errors_of(response) == ["This field is required."]
    assert "Long text." in response.content.decode()


def test_a_preview_publishes_nothing_even_when_the_form_says_so(editor):
    draft = make_article(**DRAFT, summary="In short.")
    preview(editor, change(draft), form_at(editor, change(draft), status="published"))
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_preview_is_kept_by_nobody(editor):
    draft = make_article(**DRAFT)
    check_private(preview(editor, change(draft), form_at(editor, change(draft))))


@pytest.mark.parametrize("make", [make_article, make_comparison])
@pytest.mark.parametrize("kind", ["form", "link"])
def test_every_link_of_a_preview_leads_somewhere(editor, client, make, kind):
    page = make(**DRAFT)
    make_faq(page)
    if kind == "form":
        response = preview(editor, change(page), form_at(editor, change(page)))
    else:
        response = client.get(preview_address(page))
    links = set(re.findall(r'<(?:a|link)\b[^>]* href="([^"#]+)', response.content.decode()))
    ours = {html.unescape(link) for link in links if link.startswith("/") and not link.startswith("/static/")}
    assert len(ours) > 5
    assert {link for link in ours if client.get(link).status_code == 404} == set()
    assert [link for link in links if link.startswith("?")] == []


def test_the_differences_are_shown_alone_behind_a_link_but_not_from_a_form(editor, client):
    technologies, features = [make_technology(), make_technology()], [make_feature(), make_feature()]
    page = make_comparison(technologies, features, facts=False, **DRAFT)
    for technology, level in zip(technologies, ("yes", "no"), strict=True):
        make_fact(technology, features[0], level=level)
        make_fact(technology, features[1])
    address, words = preview_address(page), "Show only the differences"
    assert words in client.get(address).content.decode()
    assert "Show all rows" in client.get(f"{address}?only=differences").content.decode()
    assert words not in preview(editor, change(page), form_at(editor, change(page))).content.decode()


def test_nobody_previews_what_they_may_not_change():
    draft = make_article(**DRAFT, title="Secret")
    author = signed_in(make_staff("Authors"))
    response = preview(author, change(draft), {"title": "x"})
    assert response.status_code in {302, 403}


# --- the link ---


def check_private(response):
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "public" not in response["Cache-Control"]
    assert "Surrogate-Key" not in response
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("make", [make_article, make_comparison])
def test_a_colleague_without_an_account_reads_a_draft_by_its_link(client, make):
    page = make(**DRAFT, title="Unfinished")
    before = stored()
    response = client.get(preview_address(page))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Unfinished" in text
    assert "This is unpublished work" in text
    assert '<meta name="robots" content="noindex">' in text
    assert page.get_absolute_url() not in text
    assert "/cards/" not in text
    check_private(response)
    assert stored() == before
    assert client.get(page.get_absolute_url()).status_code == 404


def test_the_table_of_a_shared_draft_can_be_narrowed(client):
    link = preview_address(make_comparison(**DRAFT))
    assert client.get(f"{link}?only=differences").status_code == 200


def test_a_scheduled_page_is_shown_too(client):
    later = timezone.now() + datetime.timedelta(days=3)
    link = preview_address(make_article(published_at=later, title="Soon"))
    assert "Soon" in client.get(link).content.decode()


def test_an_old_an_ended_a_forged_and_an_unknown_link_show_nothing(client):
    draft, renamed = make_article(**DRAFT, title="Secret plan"), make_article(**DRAFT, title="Secret plan")
    link, ended = preview_address(draft), preview_address(renamed)
    renamed.slug = "other"
    renamed.save()
    make_article(**DRAFT, title="Secret plan too", slug="secret-plan-2")
    forged = signing.dumps([draft.uid.hex, draft.slug], salt="another purpose")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=6)):
        assert client.get(link).status_code == 200
    check_over(client, ended, f"/preview/{forged}/", "/preview/unknown/", f"{link[:-2]}/", "/preview/%00:é:x/")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8)):
        check_over(client, link)


def check_over(client, *addresses):
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 404
        assert "This preview is over" in response.content.decode()
        assert "Secret plan" not in response.content.decode()
        check_private(response)


def test_once_the_page_is_public_its_links_lead_there(client):
    page = make_article()
    response = client.get(preview_address(page))
    assert (response.status_code, response["Location"]) == (302, page.get_absolute_url())


def test_the_form_of_what_is_not_public_has_the_link(editor, client):
    address = re.compile(r'href="[^"]+(/preview/[^"]+)"')
    for page in (make_article(**DRAFT), make_comparison(**DRAFT), make_article(status="withdrawn")):
        (link,) = address.findall(editor.get(change(page)).content.decode())
        assert client.get(link).status_code == 200
    for form in (change(make_article()), ADD):
        assert not address.search(editor.get(form).content.decode())


def test_an_author_shares_a_draft_of_their_own():
    anton = make_staff("Authors")
    assert "/preview/" in signed_in(anton).get(change(make_article(**DRAFT, owner=anton))).content.decode()


def test_a_shared_draft_is_in_no_sitemap_and_no_search(client):
    make_article(**DRAFT, title="Zebra")
    for address in ("/sitemap.xml", "/sitemap-articles.xml", "/search/?q=zebra", "/llms.txt", "/robots.txt"):
        assert "/preview/" not in client.get(address).content.decode()
