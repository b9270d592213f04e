"""Who may do what at the desk: every address, asked by everybody, against a table."""

import re
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import URLResolver
from django.utils import timezone

from articles.history import trash
from articles.models import Article, AuditEntry, OldSlug
from comparisons.models import Correction, LinkCheck, TechnologyKind
from tests.desk import change, form_at, make_staff, signed_in
from tests.factories import (
    make_article,
    make_author,
    make_comparison,
    make_fact,
    make_feature,
    make_proof,
    make_sample,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
ROLES = ["anonymous", "staff", "author", "editor", "superuser"]
TABLE = Path(__file__).with_name("permissions.txt")
REGEXES = {
    "/": "/admin/",
    "<app_label>/": "/admin/articles/",
    "(?P<url>.*)$": "/admin/no-such-thing/",
}
TRANSFER = ["content/", "content/export/", "content/import/", "content/import/confirm/"]
ACCOUNT = ["account/", "login/code/", "login/password/", "login/second-factor/", "login/reset/", "login/reset/done/"]
ACCOUNT += ["login/reset/sent/", "login/reset/<uidb64>/<token>/"]
EDITOR = [*ACCOUNT, "markdown/pages/", "markdown/preview/", "markdown/upload/", *TRANSFER]


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            # Django lists the apps in the order in which they were registered.
            yield re.sub(r"\^\(\?P(<app_label>).*", r"\1/", route) or "/"


def read_table():
    """What each role gets for a GET and a POST of each route."""
    rows = (line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#"))
    return {route: {"get": get, "post": post} for route, get, post in rows}


def make_specimens():
    """An object of each registered model, by the folder of its addresses. The pages are drafts of somebody else."""
    editor = make_staff("Editors")
    things = [
        make_article(status="draft", published_at=None, owner=editor),
        make_comparison(status="draft", published_at=None, owner=editor, facts=False),
        *(model.objects.create(name="Specimen") for model in (Group, *map(admin_model, ["tag", "featuregroup"]))),
        make_topic(),
        make_author(),
        make_technology(),
        TechnologyKind.objects.create(slug="specimen", name="Specimen"),
        make_feature(),
        make_fact(make_technology(), make_feature()),
        make_staff(),
        make_proof(),
        make_sample(),
        trash.discard(make_article()),
        OldSlug.objects.first(),
        Correction.objects.create(about="A cell", problem="Old.", source_url="https://example.org/"),
        LinkCheck.objects.create(url="https://example.org/", checked_at=timezone.now()),
        AccessAttempt.objects.create(failures_since_start=1),
        AccessFailureLog.objects.create(),
        AccessLog.objects.create(),
        AuditEntry.objects.record(AuditEntry.Kind.EXPORT),
    ]
    return {f"{thing._meta.app_label}/{thing._meta.model_name}/": thing for thing in things}


def admin_model(name):
    return next(model for model in admin.site._registry if model._meta.model_name == name)


def address_of(route, specimens):
    if route in REGEXES:
        return REGEXES[route]
    folder = "/".join(route.split("/")[:2]) + "/"
    pk = specimens[folder].pk if folder in specimens else None
    return "/admin/" + re.sub(r"<[^>]+>", str(pk), route)


AUTOCOMPLETE = {"app_label": "articles", "model_name": "article", "field_name": "topic"}


def outcome(client, method, route, address):
    """One sign for what somebody gets: see the head of the table."""
    data = AUTOCOMPLETE if route == "autocomplete/" and method == "get" else {}
    data = {"post": "yes", "content": "x"} if method == "post" else data
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    if response.status_code == 302:
        return "L" if response["Location"].startswith("/admin/login/") else ">"
    return {200: "o", 403: "-", 404: "x", 405: "m", 400: "!", 410: "g"}[response.status_code]


def client_of(role):
    people = {
        "staff": make_staff,
        "author": lambda: make_staff("Authors"),
        "editor": lambda: make_staff("Editors"),
        "superuser": lambda: make_staff(is_superuser=True),
    }
    return signed_in(people[role]()) if role in people else Client()


def test_every_address_of_the_desk_has_a_row_in_the_table():
    assert sorted(read_table()) == sorted({*routes(admin.site.urls[0]), *EDITOR})


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_grants(role, method):
    specimens, column, client = make_specimens(), ROLES.index(role), client_of(role)
    expected = {route: signs[method][column] for route, signs in read_table().items()}
    found = {}
    for route in expected:
        found[route] = outcome(client, method, route, address_of(route, specimens))
        if route == "logout/":
            client = client_of(role)
    assert found == expected


# --- authors, and the work of others ---


@pytest.fixture
def anton():
    return make_staff("Authors", username="anton")


@pytest.fixture
def author(anton):
    return signed_in(anton)


def make_pages(**fields):
    return make_article(**fields), make_comparison(**fields, facts=False)


DRAFT = {"status": "draft", "published_at": None}


def test_an_author_sees_only_pages_of_their_own(author, anton):
    own, others = make_pages(**DRAFT, owner=anton), make_pages(title="Secret plan", owner=make_staff("Authors"))
    for mine, theirs in zip(own, others, strict=True):
        listing = f"/admin/{mine._meta.app_label}/{mine._meta.model_name}/"
        for query in ({}, {"q": "Secret"}, {"owner__id__exact": theirs.owner_id}, {"_facets": "True", "state": "live"}):
            response = author.get(listing, query)
            assert "Secret plan" not in response.content.decode()
        assert list(author.get(listing).context["cl"].result_list) == [mine]


def test_an_author_cannot_learn_of_the_work_of_others_by_typing(author):
    make_article(title="Secret plan", **DRAFT)
    make_comparison(title="Secret table", **DRAFT)
    for app, model, field in [
        ("articles", "faq", "article"),
        ("comparisons", "subject", "article"),
        ("comparisons", "row", "comparison"),
        ("articles", "article", "owner"),
    ]:
        query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
        response = author.get("/admin/autocomplete/", query)
        assert response.status_code == 403 or response.json()["results"] == []


def test_an_author_changes_and_deletes_drafts_of_their_own(author, anton):
    for page in make_pages(**DRAFT, owner=anton):
        assert author.post(change(page), form_at(author, change(page), title="Better")).status_code == 302
        page.refresh_from_db()
        assert (page.title, page.status, page.owner) == ("Better", "draft", anton)
        assert author.post(change(page).replace("change", "delete"), {"post": "yes"}).status_code == 302
        assert not Article.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_an_author_has_published_they_can_read_and_no_longer_touch(author, anton, status):
    for page in make_pages(status=status, title="Mine", owner=anton):
        response = author.get(change(page))
        assert response.status_code == 200
        assert 'name="_save"' not in response.content.decode()
        assert author.post(change(page), {"title": "Forged"}).status_code == 403
        assert author.post(change(page).replace("change", "delete"), {"post": "yes"}).status_code == 403
        page.refresh_from_db()
        assert page.title == "Mine"


FORGED = {
    "status": "published",
    "published_at_0": "2026-01-01",
    "published_at_1": "10:00",
    "featured": "on",
    "owner": "1",
    "kind": "comparison",
    "updated_at_0": "2030-01-01",
    "updated_at_1": "10:00",
}


def test_an_author_cannot_publish_by_a_forged_form(author, anton):
    draft = make_article(**DRAFT, owner=anton)
    add = "/admin/articles/article/add/"
    assert author.post(change(draft), form_at(author, change(draft), **FORGED)).status_code == 302
    assert author.post(add, form_at(author, add, title="New", **FORGED)).status_code == 302
    for page in Article.objects.all():
        assert (page.status, page.published_at, page.featured) == ("draft", None, False)
        assert (page.owner, page.kind, page.updated_at.year) == (anton, "article", timezone.now().year)


def test_an_author_cannot_delete_more_by_ticking_boxes(author, anton):
    own, published = make_article(**DRAFT, owner=anton), make_article(owner=anton)
    other = make_article(**DRAFT, owner=make_staff("Authors"))
    everything = {"action": "delete_selected", "select_across": "1", "index": "0", "post": "yes"}
    data = {**everything, "_selected_action": [own.pk, published.pk, other.pk]}
    assert author.post("/admin/articles/article/", data).status_code == 403
    assert Article.objects.count() == 3
    del data["index"]
    data |= {"_selected_action": [own.pk, other.pk], "select_across": "0"}
    author.post("/admin/articles/article/", data)
    assert set(Article.objects.all()) == {published, other}


def test_an_author_does_not_learn_of_pages_from_what_may_not_be_deleted(author):
    topic = make_topic()
    make_article(title="Secret plan", topic=topic, **DRAFT)
    assert author.get(change(topic).replace("change", "delete")).status_code == 403


def test_an_editor_works_on_the_drafts_of_everybody(anton):
    editor = signed_in(make_staff("Editors"))
    for page in make_pages(**DRAFT, owner=anton, summary="In short."):
        assert editor.post(change(page), form_at(editor, change(page), status="published")).status_code == 302
        page.refresh_from_db()
        assert (page.status, page.owner) == ("published", anton)


def test_an_editor_who_is_granted_accounts_still_cannot_open_them():
    erika = make_staff("Editors")
    erika.user_permissions.set(Permission.objects.filter(content_type__model="user"))
    assert signed_in(erika).get("/admin/articles/user/").status_code == 403


def test_members_of_a_group_without_staff_status_stay_outside():
    reader = signed_in(make_staff("Editors", is_staff=False))
    assert reader.get("/admin/").status_code == 302


# --- the groups ---


def test_the_groups_can_be_made_again_without_undoing_what_was_changed():
    make_staff("Authors")
    authors = Group.objects.get(name="Authors")
    before = set(authors.permissions.all())
    extra = Permission.objects.get(codename="add_topic")
    authors.permissions.add(extra)
    make_staff("Authors")
    assert set(authors.permissions.all()) == {*before, extra}
    assert Group.objects.count() == 2


def test_editors_may_do_everything_with_content_and_nothing_with_accounts():
    make_staff("Editors")
    granted = Group.objects.get(name="Editors").permissions
    content = Permission.objects.filter(content_type__app_label__in=["articles", "comparisons"])
    assert set(granted.all()) == set(content.exclude(content_type__model="user"))
    assert granted.filter(codename="publish_article").exists()
