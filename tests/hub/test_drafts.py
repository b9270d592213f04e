"""Drafts of technologies, features and facts: nowhere but at the desk, until a comparison shows them to readers."""

import re
import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, OldSlug
from articles.views import preview_address
from comparisons.models import Change, Comparison, Correction, Fact, Feature, Technology, Verification
from hub.content import import_folder
from hub.content.exporting import export_folder
from hub.search import index
from hub.urls import urlpatterns
from tests.factories import (
    CHECKED,
    make_article,
    make_comparison,
    make_fact,
    make_feature,
    make_proof,
    make_release,
    make_step,
    make_technology,
    make_topic,
)

pytestmark = pytest.mark.django_db
SECRET = "zqx"  # begins every word of a draft


def make_secret_fact(technology, feature, name, **fields):
    """A fact all of whose words are secret, with all that can stand beside one."""
    words = {"value": f"{SECRET}value{name}", "note": f"{SECRET}note{name}", "changed_because": f"{SECRET}why{name}"}
    fact = make_fact(technology, feature, **words, verified_version=f"{SECRET}version", **fields)
    fact.sources.update(title=f"{SECRET}source{name}", quote=f"{SECRET}quote{name}")
    make_step(fact, "0.5", value=f"{SECRET}step{name}")
    proof = make_proof(technology, feature)
    proof.script = f"{proof.script}# {SECRET}script{name}\n"
    proof.save()
    text = f"{SECRET}change{name}"
    for by_script in (False, True):
        Change.objects.create(technology=technology, feature=feature, text=text, by_script=by_script)
    Verification.objects.create(fact=fact, name=SECRET, verified_on=CHECKED, verified_version=f"{SECRET}check")
    sent = {"problem": f"{SECRET}problem", "answer": f"{SECRET}answer", "source_url": "https://example.org/"}
    about = {"technology": technology, "feature": feature, "about": f"{SECRET}about"}
    Correction.objects.create(**about, **sent, name=SECRET, state="accepted", decided_at=timezone.now())
    return fact


@pytest.fixture
def hub():
    """A published comparison with a draft in a column, in a row and in a cell, and an article about the first."""
    topic = make_topic(slug="topic")
    draft, one, two = (
        make_technology(
            name="Zqxtech",
            slug="zqxtech",
            summary="zqxsummary",
            language="Zqxlanguage",
            purl="pkg:pypi/zqx",
            is_draft=True,
        ),
        make_technology(name="One", slug="one"),
        make_technology(name="Two", slug="two"),
    )
    make_release(draft, "9.9", note="zqxrelease")
    make_release(one, "1.0")
    texts = {"definition": "zqxdefinition", "rubric": "zqxrubric", "need": "zqxneed"}
    asked = make_feature(name="Zqxfeature", slug="zqxfeature", is_draft=True, **texts)
    known, cell = make_feature(name="Known", slug="known"), make_feature(name="Cell", slug="cell")
    for technology in (one, two):
        make_secret_fact(technology, asked, f"f{technology.slug}")
        make_fact(technology, known, level="yes" if technology is one else "no", value="Plainly")
    make_secret_fact(draft, known, "t")
    make_secret_fact(draft, asked, "tf")
    make_secret_fact(one, cell, "c", is_draft=True)
    make_fact(two, cell)
    about = {"title": "The table", "slug": "table", "topic": topic, "featured": True}
    comparison = make_comparison([one, two, draft], [known, asked, cell], facts=False, **about)
    comparison.subjects.filter(technology=draft).update(choose_when="zqxchoose", choose_when_html="<p>zqxchoose</p>")
    comparison.rows.update(in_code=True)
    article = make_article(title="About them", slug="about", topic=topic)
    article.subjects.create(technology=draft, position=1)
    article.subjects.create(technology=one)
    OldSlug.objects.create(content_object=draft, slug="zqxformer")
    OldSlug.objects.create(content_object=asked, slug="zqxasked")
    index.rebuild()
    return comparison


QUERIES = {
    "compare": ["t=one&t=two", "t=one&t=zqxtech", "t=one&t=zqxformer&f=zqxfeature", "t=one&t=Zqxtech"],
    "choose": ["", "must=known", "must=zqxfeature", "must=cell&nice=known", "t=zqxtech&t=one", "f=zqxasked&t=one"],
    "choose-changes": ["t=one&t=two", "must=cell", "must=zqxfeature"],
    "correction-new": [f"about=fact:{pair}" for pair in ("known:zqxtech", "zqxfeature:one", "cell:one", "known:one")],
    "search": ["q=zqxvaluec", "q=zqx", "q=one", "q=cell", "q=zqxtech", "q=known", "q=table", "q=zqxfeature"],
    "article-list": ["", "technology=zqxtech"],
    "comparison-list": ["", "technology=zqxtech"],
    "sitemap": [""],
}
for name in ("compare.csv", "compare.json", "compare.md"):
    QUERIES[name] = QUERIES["compare"]
QUERIES |= {"choose.md": QUERIES["choose"], "choose.json": QUERIES["choose"]}


def arguments(hub):
    """What each part of an address can be here."""
    return {
        "articles": ["about", "zqxtech"],
        "comparisons": ["table", "one-vs-zqxtech"],
        "technologies": ["one", "zqxtech", "zqxformer"],
        "features": ["known", "cell", "zqxfeature", "zqxasked"],
        "topics": ["topic"],
        "authors": ["nobody"],
        "feature": ["known", "cell", "zqxfeature", "zqxasked"],
        "technology": ["one", "two", "zqxtech", "zqxformer"],
        "key": ["nothing", preview_address(hub).rstrip("/").rpartition("/")[2]],
        "section": ["lists", "articles", "comparisons", "technologies", "features", "facts", "proofs", "topics"],
        "name": ["facts.sqlite", "facts.json", "README.md", "SHA256SUMS", "datapackage.json"],
    }


def public_addresses(hub):
    """Every address of hub/urls.py outside the desk, with everything that could stand in it."""
    given = arguments(hub)
    for pattern in urlpatterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        sets, first = [{}], str(pattern.pattern).partition("/")[0]
        for name in pattern.pattern.converters:
            sets = [{**chosen, name: value} for chosen in sets for value in given.get(name) or given[first]]
        for chosen in sets:
            path = reverse(pattern.name, kwargs=chosen)
            yield from (f"{path}?{query}" for query in QUERIES.get(pattern.name, [""]))


def said_in(response, address):
    """What an answer says, without what was asked, which pages say again."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode("utf-8", "replace").lower() + str(response.headers).lower()
    if body.startswith(b"SQLite format"):
        with sqlite3.connect(":memory:") as data:
            data.deserialize(body)
            text = "\n".join(data.iterdump()).lower()
    asked = set(re.split("[?&=:/]|-vs-", address))
    for part in sorted((part for part in asked if SECRET in part.lower()), key=len, reverse=True):
        text = text.replace(part.lower().partition(".")[0], "")
    return text


def leaks(hub):
    client, found, seen = Client(raise_request_exception=True), {}, 0
    for address in public_addresses(hub):
        response = client.get(address)
        text = said_in(response, address)
        seen += response.status_code == 200
        if SECRET in text:
            place = text.index(SECRET)
            found[address] = text[max(place - 60, 0) : place + 60]
        on_draft = any(f"/{slug}/" in address for slug in ("zqxtech", "zqxfeature", "zqxformer", "zqxasked"))
        if on_draft and response.status_code == 200:
            found[address] = "answers 200"
    assert seen > 80
    return found


@pytest.fixture
def download(tmp_path, settings):
    settings.DOWNLOAD_ROOT = tmp_path / "download"

    def make():
        call_command("export_data", settings.DOWNLOAD_ROOT, verbosity=0)

    return make


def test_no_public_address_says_a_word_of_a_draft(hub, download):
    download()
    found = leaks(hub)
    assert not found, "\n".join(f"{address}: {text!r}" for address, text in found.items())


def test_the_same_walk_finds_all_of_it_once_it_is_published(hub, download):
    """So that the walk is known to look where they could be."""
    Comparison.publish_shown(hub)
    download()
    index.rebuild()
    found = leaks(hub)
    for place in ("/", "/changes/", "/comparisons/table/", "/search/", "/sitemap.xml", "/llms.txt", "/data/facts.json"):
        assert any(address.partition("?")[0] == place for address in found), place


def test_counts_are_of_what_readers_see(hub, client):
    words = client.get("/trust/").content.decode()
    Fact.objects.filter(value__startswith=SECRET).delete()
    from_now_on = client.get("/trust/").content.decode()
    assert words == from_now_on
    assert client.get("/technologies/").content.count(b"<li") >= 2


def test_drafts_survive_the_way_through_files(hub, tmp_path):
    def read():
        return {path: (tmp_path / path).read_bytes() for path in export_folder(tmp_path)}

    was = read()
    assert was[Path("technologies/zqxtech.yaml")].count(b"draft: true") == 1
    again = import_folder(tmp_path)
    assert not again.errors
    assert not any(kind.changed for kind in again.kinds.values())
    drafts = [model.objects.filter(is_draft=True).count() for model in (Technology, Feature, Fact)]
    for model in (Article, Fact, Technology, Feature):
        model.objects.all().delete()
    assert not import_folder(tmp_path).errors
    assert [model.objects.filter(is_draft=True).count() for model in (Technology, Feature, Fact)] == drafts
    assert read() == was
