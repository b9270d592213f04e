"""The same said in other ways: dates, tags, categories and authors as static-site generators have them."""

import pytest

from articles.models import Article, Author
from tests.hub.content.content_files import NOTHING_NEW, import_content, write_files

pytestmark = pytest.mark.django_db


def bring(tmp_path, head, name="posts/page.md", *, fenced=True):
    text = f"---\n{head}\n---\n# A page\n" if fenced else f"{head}\n\n# A page\n"
    outcome = import_content(write_files(tmp_path, {name: text}))
    assert (outcome.failure, outcome.warnings) == ("", [])
    assert import_content(tmp_path).total.startswith(NOTHING_NEW)
    return Article.objects.get()


@pytest.mark.parametrize(
    ("head", "topic", "tags"),
    [
        ("tags: ruby jekyll web-dev", None, ["jekyll", "ruby", "web-dev"]),
        ("tags: ruby", None, ["ruby"]),
        ("tags: web apps, ruby", None, ["ruby", "web apps"]),
        ("tags: [web apps, ruby]", None, ["ruby", "web apps"]),
        ("tags:\n- web apps", None, ["web apps"]),
        ("Tags: ruby  jekyll", None, ["jekyll", "ruby"]),
        ("categories: jekyll update", "jekyll", ["update"]),
        ("categories: Web Apps, News", "Web Apps", ["News"]),
        ("category: Web Apps", "Web Apps", []),
        ("category: [Web Apps, News]", "Web Apps", ["News"]),
        ("Category: Tea, coffee", "Tea, coffee", []),
        ("taxonomies: {tags: [ruby], categories: [News]}", "News", ["ruby"]),
        ("tags: [ruby]\ntaxonomies: {categories: [News]}", "News", ["ruby"]),
    ],
)
def test_categories_and_tags(tmp_path, head, topic, tags):
    page = bring(tmp_path, head)
    assert page.topic == topic or page.topic.name == topic
    assert sorted(page.tags.values_list("name", flat=True)) == tags


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Title: x\nTags: machine learning", ["machine learning"]),
        ("Title: x\nTags: machine learning, tea", ["machine learning", "tea"]),
        ("Title: x\nTags: tea; salt, pepper", ["salt, pepper", "tea"]),
    ],
)
def test_lines_of_keys_part_tags_by_commas_or_semicolons_alone(tmp_path, head, names):
    assert sorted(bring(tmp_path, head, fenced=False).tags.values_list("name", flat=True)) == names


@pytest.mark.parametrize(
    "head",
    [
        "author: Ada Lovelace",
        "Author: Ada Lovelace",
        "authors: Ada Lovelace",
        "authors: [Ada Lovelace]",
        "author: {name: Ada Lovelace, url: https://example.org/}",
        "author:\n  name: Ada Lovelace\n  image: /ada.png",
        "authors:\n- name: Ada Lovelace\n  title: Mathematician",
        "taxonomies: {authors: [Ada Lovelace]}",
        "author:\n  login: ada\n  display_name: Ada Lovelace\n  email: ada@example.org",
        "author: {displayName: Ada Lovelace}",
        "authors: [{login: Ada Lovelace, display_name: ''}]",
    ],
)
def test_an_author(tmp_path, head):
    assert bring(tmp_path, head).author == Author.objects.get(name="Ada Lovelace")


@pytest.mark.parametrize("end", ["---\n", "...\n\n", "-----\nText.\n", "\n", "---\n\n---\n"])
@pytest.mark.parametrize("start", ["", "\n\n", "\ufeff"])
def test_lines_of_keys_end_at_a_blank_one_or_at_a_line_of_dashes(tmp_path, start, end):
    text = f"{start}Title: A: title\nDate: 2012-08-08 18:50\nStatus: hidden\n{end}"
    assert import_content(write_files(tmp_path, {"posts/page.md": text})).failure == ""
    page = Article.objects.get()
    assert (page.title, page.published_at.year, page.status) == ("A: title", 2012, "draft")
    assert page.body == end.lstrip("-.").strip("\n")


@pytest.mark.parametrize("value", ["{url: https://example.org/}", "[{title: x}]", "{name: [Ada]}", "[[Ada]]"])
def test_an_author_without_a_name_is_refused(tmp_path, value):
    outcome = import_content(write_files(tmp_path, {"a.md": f"---\nauthors: {value}\n---\n# A\n"}))
    assert outcome.errors == ["a.md:2: authors: Write a list of texts here."]


MOMENTS = {
    "date: Jul 08 2022": "2022-07-08 00:00",
    "date: July 8, 2022": "2022-07-08 00:00",
    "date: 8th July 2022 10:20": "2022-07-08 10:20",
    "date: 08-Jul-2022": "2022-07-08 00:00",
    "date: Fri, 08 Jul 2022 10:00:00 +0200": "2022-07-08 08:00",
    "date: Fri Jul 08 2022": "2022-07-08 00:00",
    "date: Sept. 8 2022": "2022-09-08 00:00",
    "date: 2022/07/08 10:20": "2022-07-08 10:20",
    "date: 2022.7.8": "2022-07-08 00:00",
    "date: 2022-07-08 10:20 UTC": "2022-07-08 10:20",
    "date: 2022-07-08T10:20:30.123Z": "2022-07-08 10:20",
    "pubDate: 2022-07-08": "2022-07-08 00:00",
    "pubDate: 'Jul 08 2022'": "2022-07-08 00:00",
    "publishDate: 2022-07-08": "2022-07-08 00:00",
    "published_at: 2022-07-08T10:20:00Z": "2022-07-08 10:20",
    "date: 2022-07-08\npubDate: 2020-01-01": "2022-07-08 00:00",
}


@pytest.mark.parametrize("head", MOMENTS)
def test_a_day_in_its_usual_forms_and_under_its_usual_names(tmp_path, head):
    assert f"{bring(tmp_path, head).published_at:%Y-%m-%d %H:%M}" == MOMENTS[head]


@pytest.mark.parametrize("key", ["lastmod", "modified", "Modified", "updated", "last_modified_at", "updatedDate"])
def test_the_day_of_the_last_change(tmp_path, key):
    page = bring(tmp_path, f"date: 2020-01-02\n{key}: 2022-07-08")
    assert (page.published_at.year, f"{page.updated_at:%Y-%m-%d}") == (2020, "2022-07-08")


@pytest.mark.parametrize(
    "day",
    [
        *("07/08/2022", "8.7.2022", "2022-13-01", "Ju 8 2022", "Jul 2022", "next Friday", "31 Feb 2022"),
        *("2023-01-29 18:30:22 2023 -0800", "8 Jul 8 2022", "Julember 8 2022"),
    ],
)
def test_a_day_that_may_be_read_in_two_ways_or_in_none_is_refused(tmp_path, day):
    outcome = import_content(write_files(tmp_path, {"a.md": f"---\ntitle: A\ndate: {day}\n---\n"}))
    (error,) = outcome.errors
    assert error.startswith("a.md:3: date: ")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2020-01-02-hello.md", "hello"),
        ("2020-01-02_hello.md", "hello"),
        ("2020-01-02 Hello there.md", "hello-there"),
        ("2020-01-02.md", "2020-01-02"),
        ("2020-01-02-hello/index.md", "hello"),
        ("2020-1-2-hello.md", "hello"),
        ("2020-01-2-hello.markdown", "hello"),
        ("2020-1-02.md", "2020-1-02"),
    ],
)
def test_a_day_in_the_name_of_a_file(tmp_path, name, slug):
    page = bring(tmp_path, "title: A", f"posts/{name}")
    assert (page.slug, f"{page.published_at:%Y-%m-%d}") == (slug, "2020-01-02")
