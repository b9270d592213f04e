"""Addresses that a page had on another site lead to it from the root of this one, and survive an export."""

import pytest

from articles.models import Article, OldSlug
from tests.factories import make_article, make_comparison
from tests.hub.content.content_files import (
    NOTHING_NEW,
    empty_the_database,
    export_content,
    import_content,
    read_tree,
    write_files,
)

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "permalink: /blog/hello/": "/blog/hello/",
    "Permalink: /blog/hello.html": "/blog/hello.html",
    "permalink: blog/hello/index.html": "/blog/hello/",
    "url: /about/me": "/about/me",
    "path: /2020/hello/": "/2020/hello",
    "path: hello-world": "/hello-world/",
    "aliases: [/old/bundle/]": "/old/bundle/",
    "aliases: /older.html": "/older.html",
    "aliases:\n- posts/oldest/index.html": "/posts/oldest/index.html",
    "redirect_from: [/a/b/]": "/a/b/",
    "redirect_from: /a/b/c.php": "/a/b/c.php",
    "slug: /guides/start/": "/guides/start/",
    "permalink: /caf%C3%A9/": "/caf%C3%A9/",
    "url: /cafe\u0301/": "/caf%C3%A9/",
    'permalink: "/a b/"': "/a%20b/",
}


def bring(tmp_path, head, name="posts/page.md"):
    return import_content(write_files(tmp_path, {name: f"---\n{head}\n---\n# A page\n"}))


@pytest.mark.parametrize("head", ADDRESSES)
def test_an_address_elsewhere_leads_to_the_page(tmp_path, client, head):
    outcome = bring(tmp_path, head)
    assert (outcome.failure, outcome.problems) == ("", [])
    page = Article.objects.get()
    assert page.slug == ("start" if "slug" in head else "page")
    answer = client.get(f"{ADDRESSES[head]}?a=b")
    assert (answer.status_code, answer["Location"]) == (301, f"/articles/{page.slug}/?a=b")
    assert import_content(tmp_path).total.startswith(NOTHING_NEW)


@pytest.mark.parametrize("head", ADDRESSES)
def test_it_survives_an_export(tmp_path, client, head):
    bring(tmp_path / "in", head)
    export_content(tmp_path / "one")
    empty_the_database()
    assert import_content(tmp_path / "one").problems == []
    export_content(tmp_path / "two")
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")
    assert client.get(ADDRESSES[head]).status_code == 301


def test_with_and_without_a_slash_or_an_index_it_is_one_address(tmp_path, client):
    bring(tmp_path, "permalink: /a/b/")
    asked = ["/a/b", "/a/b/", "/a/b//", "/a/b/index.html", "/a/b/index.htm"]
    assert {client.get(path).get("Location") for path in asked} == {"/articles/page/"}
    assert {client.get(path).status_code for path in ["/a/", "/a/b/c/", "/A/b/", "/a/b.html"]} == {404}


LEFT_ALONE = {
    "permalink: /:year/:title/": "permalink: “/:year/:title/” is a pattern and was left alone.",
    "permalink: pretty": "permalink: “pretty” is a pattern and was left alone.",
    'permalink: "/{{ page.fileSlug }}/"': "permalink: “/{{ page.fileSlug }}/” is a pattern and was left alone.",
    "url: https://example.org/x": "url: “https://example.org/x” is no address of this folder and was left alone.",
    "aliases: [/]": "aliases: “/” is an address of this site and was left alone.",
    "aliases: [/feeds/]": "aliases: “/feeds/” is an address of this site and was left alone.",
    "url: /search": "url: “/search” is an address of this site and was left alone.",
    "url: /healthz": "url: “/healthz” is an address of this site and was left alone.",
    "aliases: [/robots.txt]": "aliases: “/robots.txt” is an address of this site and was left alone.",
    "permalink: /feeds/rss.xml": "permalink: “/feeds/rss.xml” is an address of this site and was left alone.",
    "permalink: /admin/": "permalink: “/admin/” is an address of this site and was left alone.",
    f"permalink: /{'x' * 300}/": f"permalink: “/{'x' * 300}/” is too long and was left alone.",
}


@pytest.mark.parametrize("head", LEFT_ALONE)
def test_what_is_no_address_of_another_site_is_left_alone_and_said(tmp_path, head):
    outcome = bring(tmp_path, head)
    assert (outcome.failure, outcome.warnings) == ("", [f"posts/page.md:2: warning: {LEFT_ALONE[head]}"])
    assert not OldSlug.objects.exists()


@pytest.mark.parametrize("path", ["/feeds/", "/articles/", "/healthz", "/articles/other/", "/robots.txt"])
def test_nothing_ever_leads_away_from_an_address_of_this_site(client, path):
    make_article(slug="other")
    page = make_article(slug="page")
    page.add_old_slugs([path.rstrip("/")])
    assert client.get(path).status_code == 200


def test_two_pages_whose_former_addresses_end_alike_are_no_error(tmp_path, client):
    files = {
        "a.md": "---\naliases: [/2019/intro/]\n---\n# A\n",
        "b.md": "---\npermalink: /2020/intro/\n---\n# B\n",
        "c.md": "---\naliases: [/x/a/, /y/only/]\n---\n# C\n",
    }
    outcome = import_content(write_files(tmp_path / "in", files))
    assert (outcome.failure, outcome.problems) == ("", [])
    leads = {path: client.get(path).get("Location") for path in ["/2019/intro", "/2020/intro/", "/x/a/", "/y/only/"]}
    assert leads == dict(zip(leads, ["/articles/a/", "/articles/b/", "/articles/c/", "/articles/c/"], strict=True))
    assert client.get("/articles/intro/").status_code == 404
    assert client.get("/articles/only/")["Location"] == "/articles/c/"
    export_content(tmp_path / "one")
    empty_the_database()
    import_content(tmp_path / "one")
    export_content(tmp_path / "two")
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


def test_two_pages_with_one_former_address_are_told(tmp_path):
    files = {"a.md": "---\nurl: /x/y/\n---\n# A\n", "b.md": "---\naliases: [/x/y]\n---\n# B\n"}
    outcome = import_content(write_files(tmp_path, files))
    assert (outcome.failure, outcome.warnings) == (
        "",
        ["b.md:2: warning: aliases: “/x/y” leads to a.md already, and was left alone."],
    )


def test_the_end_of_an_address_takes_no_page_of_the_site_over(tmp_path, client):
    make_article(slug="intro", title="Mine")
    assert bring(tmp_path, "aliases: [/old/intro/]").failure == ""
    assert Article.objects.get(slug="intro").title == "Mine"
    assert client.get("/old/intro/")["Location"] == "/articles/page/"
    assert client.get("/articles/intro/").status_code == 200


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_page_that_readers_do_not_see_is_not_given_away(client, status):
    page = make_article(slug="page", status=status)
    page.add_old_slugs(["/a/b"])
    answer = client.get("/a/b/")
    assert (answer.status_code, answer.get("Location")) == (410 if status == "withdrawn" else 404, None)


def test_it_leads_to_a_comparison_too_and_follows_a_page_that_moves(client):
    page = make_comparison(slug="table")
    page.add_old_slugs(["/a/b"])
    assert client.get("/a/b/")["Location"] == "/comparisons/table/"
    page.slug = "moved"
    page.save()
    assert client.get("/a/b/")["Location"] == "/comparisons/moved/"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("path: /2020/01/02/hello/", "2020-01-02"),
        ("permalink: /blog/2020-01-02-hello/", "2020-01-02"),
        ("url: /2020/1/2/", "2020-01-02"),
        ("slug: /posts/2020/01/02/hello", "2020-01-02"),
        ("path: /2020/01/02/hello/\ndate: 2021-03-04", "2021-03-04"),
    ],
)
def test_a_day_in_an_address_is_the_date_of_a_page_without_another(tmp_path, head, day):
    assert bring(tmp_path, head).failure == ""
    assert f"{Article.objects.get().published_at:%Y-%m-%d}" == day


@pytest.mark.parametrize("path", ["/2020/13/40/x/", "/v2020/01/02x/", "/12020/01/02/x/", "/2020/01/x/"])
def test_what_only_looks_like_a_day_is_none(tmp_path, path):
    assert bring(tmp_path, f"path: {path}").failure == ""
    assert Article.objects.get().published_at.year > 2020


def test_links_in_the_folder_that_use_former_addresses_lead_on(tmp_path):
    files = {
        "a.md": "# A\n\n[x](/docs/3-to-4/) [y](/old/b.html#part)\n",
        "b.md": "---\npermalink: /docs/3-to-4/\nredirect_from: [/old/b.html]\n---\n# B\n",
    }
    assert import_content(write_files(tmp_path, files)).problems == []
    assert Article.objects.get(slug="a").body == "[x](/articles/b/) [y](/articles/b/#part)"


def test_permalink_false_still_hides_a_page(tmp_path):
    assert bring(tmp_path, "permalink: false").failure == ""
    assert Article.objects.get().status == "draft"
