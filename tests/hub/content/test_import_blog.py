"""A folder of Markdown from somebody's blog imports as it is."""

import datetime
import os

import pytest

from articles.models import Article
from tests.hub.content.content_files import NOTHING_NEW, import_content, write_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(tmp_path):
    return write_files(tmp_path / "blog", {".keep": ""})


def pages():
    return {page.slug: page for page in Article.objects.all()}


def test_the_posts_of_jekyll(blog):
    files = {
        "_posts/2020-01-02-hello-world.md": "---\nlayout: post\ntitle: Hello\ncategories: [News, Site]\n---\n\nHi.\n",
        "_posts/2021-02-03-second.markdown": (
            "---\ntitle: 'Second: a title'\ndate: 2021-03-04 10:00:00 +0100\n"
            "tags: python, web apps\ncategories: News\n---\nHi.\n"
        ),
        "_posts/2019-01-01-old.md": "---\ntitle: Old\npublished: false\n---\n",
        "_drafts/idea.md": "---\ntitle: An idea\n---\n",
        "_config.yml": "title: My blog\n",
    }
    outcome = import_content(write_files(blog, files))
    assert outcome.failure == ""
    found = pages()
    assert set(found) == {"hello-world", "second", "old", "idea"}
    hello, second = found["hello-world"], found["second"]
    assert (hello.title, hello.body, hello.topic.name) == ("Hello", "Hi.", "News")
    assert hello.published_at == hello.updated_at == datetime.datetime(2020, 1, 2, tzinfo=datetime.UTC)
    assert [tag.name for tag in hello.tags.all()] == ["Site"]
    assert second.published_at == datetime.datetime(2021, 3, 4, 9, tzinfo=datetime.UTC)
    assert [tag.name for tag in second.tags.all()] == ["python", "web apps"]
    assert (found["old"].status, found["idea"].status) == ("draft", "draft")
    assert outcome.warnings == [
        "_posts/2020-01-02-hello-world.md:2: warning: The key “layout” is not known here and was left alone.",
    ]
    assert import_content(blog).total.startswith(NOTHING_NEW)


def test_the_bundles_of_hugo(blog):
    text = (
        "---\ntitle: Bundles\nslug: page-bundles\ndate: 2021-03-04T10:00:00+01:00\ndescription: In short.\n"
        "aliases: [/old/bundle/, /older.html, posts/oldest/index.html, /]\nauthor: [Ada, Grace]\n"
        "draft: false\n---\nText.\n"
    )
    files = {"posts/bundle/index.md": text, "posts/2022-05-06-named/index.md": "# Named by its folder\n"}
    outcome = import_content(write_files(blog, files))
    assert outcome.failure == ""
    bundle, named = pages()["page-bundles"], pages()["named"]
    assert (bundle.summary, bundle.author.name) == ("In short.", "Ada")
    former = {"bundle", "older", "oldest", "/old/bundle", "/older.html", "/posts/oldest"}
    assert {trail.slug for trail in bundle.old_slugs()} == former
    assert (named.title, named.body, named.published_at.year) == ("Named by its folder", "", 2022)
    assert outcome.warnings == [
        "posts/bundle/index.md:6: warning: aliases: “/” is an address of this site and was left alone.",
        "posts/bundle/index.md:7: warning: author: Only the first of several is kept.",
    ]
    assert import_content(blog).total.startswith(NOTHING_NEW)


def test_text_without_front_matter_takes_its_title_from_the_first_heading(blog):
    files = {
        "First note.md": "\ufeffAn introduction.\n\n# The `first` *note*\n\nText.\n",
        "underlined.md": "The title\n=========\n\nText.\n",
        "fenced.md": "```\n# no heading\n```\n\n## A heading\n",
    }
    import_content(write_files(blog, files))
    found = pages()
    assert (found["first-note"].title, found["first-note"].body) == ("The first note", "An introduction.\n\n\nText.")
    assert (found["underlined"].title, found["underlined"].body) == ("The title", "Text.")
    assert (found["fenced"].title, found["fenced"].body) == ("A heading", "```\n# no heading\n```\n")


def test_a_heading_stays_in_the_text_of_a_page_with_a_title(blog):
    import_content(write_files(blog, {"a.md": "---\ntitle: Title\n---\n# Heading\n"}))
    assert pages()["a"].body == "# Heading"


@pytest.mark.parametrize("name", ["日本語", "2020-13-45-odd", "2020-01-02", "ÜBER_uns"])
def test_a_file_name_in_any_script_is_a_slug(blog, name):
    import_content(write_files(blog, {f"{name}.md": "# Title\n"}))
    assert set(pages()) == {name}


def test_a_file_name_without_a_letter_leaves_the_slug_to_the_title(blog):
    import_content(write_files(blog, {"!!!.md": "# Some title\n"}))
    assert set(pages()) == {"some-title"}
    assert import_content(blog).total.startswith(NOTHING_NEW)
    write_files(blog, {"!!!.md": "# ???\n"})
    assert import_content(blog).errors == [
        "!!!.md:1: slug: Neither the name of the file nor the title makes a slug: write one."
    ]


def test_what_stands_at_the_top_of_a_repository_is_no_page(blog):
    others = ["README.md", "_index.md", "contributing.md", "index.md", "sub/404.md", "sub/CONTRIBUTING.md"]
    others += ["sub/LICENSE.md", "sub/README.zh-CN.md", "sub/_index.en.md", "sub/_index.md", "sub/readme.md"]
    write_files(blog, {"sub/index.md": "# A page\n", "docs/contributing.md": "# Another\n"})
    outcome = import_content(write_files(blog, dict.fromkeys(others, "# No article\n")))
    assert set(pages()) == {"sub", "contributing"}
    places = ", ".join(others[1:])
    sentence = "A file of this name is no article and was left alone."
    assert outcome.warnings == [f"README.md: warning: {sentence} ({len(others) - 1} more: {places})"]


def test_hidden_folders_packages_and_links_that_lead_outside_are_left_alone(blog, tmp_path):
    outside = write_files(tmp_path / "outside", {"secret.md": "# Secret\n", "folder/secret2.md": "# Secret too\n"})
    write_files(blog, {"a.md": "# A\n", ".git/b.md": "# B\n", "node_modules/c/d.md": "# D\n", ".hidden.md": "# E\n"})
    (blog / "link.md").symlink_to(outside / "secret.md")
    (blog / "linked").symlink_to(outside / "folder")
    (blog / "inside.md").symlink_to(blog / "a.md")
    os.mkfifo(blog / "pipe.md")
    assert import_content(blog).failure == ""
    assert set(pages()) == {"a", "inside"}


def test_a_name_that_is_not_utf8_is_told_and_not_choked_on(blog):
    path = os.path.join(os.fsencode(blog), b"caf\xe9.md")
    with open(path, "wb") as file:
        file.write(b"no heading\n")
    assert import_content(blog).errors == ["caf\ufffd.md:1: title: The page has neither a title nor a heading."]
