"""A page says how it is cited: with its version, the day of that and an address that stays."""

import json
import re
from html import unescape

import pytest

from articles.citations import Citation
from articles.views import preview_address
from tests.comparisons.test_pages import page
from tests.factories import make_article, make_author, make_comparison, make_fact, make_feature, make_technology

pytestmark = pytest.mark.django_db
# What https://github.com/citation-style-language/schema allows of what we say; it allows nothing else.
CSL = {"id": str, "type": str, "title": str, "author": list, "container-title": str, "URL": str}
CSL |= {"issued": dict, "version": str}


def cited(client, address):
    """The sentence, the BibTeX and the CSL JSON of a page."""
    html = page(client, address).partition('<details class="cite">')[2].partition("</details>")[0]
    found = re.search(r'class="citation">(.+?)</p>.*<code>(.+?)</code>.*<code>(.+?)</code>', html, re.DOTALL)
    text, bibtex, csl = map(unescape, found.groups())
    return text, bibtex, json.loads(csl)


def test_an_article_is_cited_by_its_author_with_its_version(client):
    make_article(
        title="How to choose",
        slug="choose",
        author=make_author(name="Ada & Co"),
        published_at="2026-01-05T00:00Z",
        updated_at="2026-03-04T00:00Z",
    )
    text, bibtex, (item,) = cited(client, "/articles/choose/")
    assert text == "Ada & Co: “How to choose”, version of 4 March 2026, http://127.0.0.1:8000/articles/choose/"
    assert bibtex.splitlines() == [
        "@misc{127-0-0-1-8000-articles-choose,",
        "  title = {{How to choose}},",
        "  author = {{Ada \\& Co}},",
        "  publisher = {{Learning Hub}},",
        "  year = {2026},",
        "  note = {Version of 2026-03-04},",
        "  url = {http://127.0.0.1:8000/articles/choose/},",
        "}",
    ]
    assert {name: type(value) for name, value in item.items()} == CSL
    assert item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert (item["version"], item["author"]) == ("2026-03-04", [{"literal": "Ada & Co"}])


def test_a_table_is_as_new_as_its_newest_answer(client):
    technologies, feature = [make_technology(slug="a"), make_technology(slug="b")], make_feature(slug="orm")
    for technology in technologies:
        make_fact(technology, feature, changed_on="2026-05-06")
    old = {"published_at": "2026-01-05T00:00Z", "updated_at": "2026-01-06T00:00Z"}
    make_comparison(technologies, [feature], title="A vs B", slug="a-b", **old)
    text, _, _ = cited(client, "/comparisons/a-b/")
    assert text == "Learning Hub: “A vs B”, version of 6 May 2026, http://127.0.0.1:8000/comparisons/a-b/"
    text, _, (item,) = cited(client, "/compare/?t=b&t=a")
    assert text.endswith(", version of 6 May 2026, http://127.0.0.1:8000/compare/?t=a&t=b")
    assert item["URL"] == "http://127.0.0.1:8000/compare/?t=a&t=b"
    text, _, _ = cited(client, "/facts/orm/a/")
    assert text.endswith(", version of 6 May 2026, http://127.0.0.1:8000/facts/orm/a/")


def test_of_what_nobody_answered_no_version_is_told(client):
    make_feature(slug="orm", name="ORM")
    make_technology(slug="a", name="A")
    text, bibtex, (item,) = cited(client, "/facts/orm/a/")
    assert text == "Learning Hub: “ORM in A”, http://127.0.0.1:8000/facts/orm/a/"
    assert "year" not in bibtex
    assert "version" not in item


def test_a_preview_has_no_address_to_cite(client):
    for draft in (make_article(status="draft"), make_comparison(status="draft")):
        assert "Cite this" not in page(client, preview_address(draft))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50 % of C# & Co_", r"{{50 \% of C\# \& Co\_}}"),
        ("{Braces} and \\ ~ ^ $", r"{{\{Braces\} and \textbackslash{} \textasciitilde{} \textasciicircum{} \$}}"),
    ],
)
def test_what_tex_would_read_as_its_own_is_text(title, written):
    assert f"title = {written}," in Citation(title, "A", None, "https://hub.example/a/").bibtex
