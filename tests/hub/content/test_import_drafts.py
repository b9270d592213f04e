"""What a blog keeps from its readers is never published by an import: it comes in as a draft, or is refused."""

import pytest
import time_machine

from articles.models import Article
from tests.desk import make_staff, signed_in
from tests.hub.content.content_files import NOTHING_NEW, import_content, write_files
from tests.hub.content.test_zips import look, zipped

pytestmark = pytest.mark.django_db
TEXT = "# A page\n\nSome text.\n"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-28 12:00:00+00:00", tick=False):
        yield


def yaml(lines):
    return f"---\n{lines}\n---\n{TEXT}"


def bring(tmp_path, text, name="posts/page.md"):
    outcome = import_content(write_files(tmp_path, {name: text}))
    return outcome, Article.objects.first()


FORMS = {
    "a blank line above": "\n" + yaml("draft: true"),
    "blank lines and marks above": "\ufeff\u200b\n \u00a0\n" + yaml("draft: true"),
    "two byte order marks": "\ufeff\ufeff" + yaml("draft: true"),
    "Windows": yaml("draft: true").replace("\n", "\r\n"),
    "spaces behind the fence": f"--- \t\ndraft: true\n---  \n{TEXT}",
    "a fence of four": f"----\ndraft: true\n----\n{TEXT}",
    "a fence that names YAML": f"---yaml\ndraft: true\n---\n{TEXT}",
    "a closing of dots": f"---\ndraft: true\n...\n{TEXT}",
    "JSON": f'{{\n  "draft": true\n}}\n{TEXT}',
    "JSON on one line below a blank one": f'\n{{"a": {{}}, "draft": true}}\n{TEXT}',
    "JSON in a fence": f'---json\n{{"draft": true}}\n---\n{TEXT}',
    "JSON of Hexo": f'"draft": true\n;;;\n{TEXT}'.join([";;;\n{", ""]).replace("true\n;;;", "true}\n;;;"),
    "TOML": f"+++\ndraft = true\n+++\n{TEXT}",
    "TOML in a table": f"+++\n[params]\ndraft = true\n+++\n{TEXT}",
    "TOML in a fence of YAML": f"---toml\ndraft = true\n---\n{TEXT}",
    "Pelican": f"Title: A page\nStatus: draft\n\n{TEXT}",
    "Pelican below a blank line": f"\n\nTitle: A page\nSTATUS: Draft\n\n{TEXT}",
    "MultiMarkdown": f"title:  A page\nauthors: Ada\n    Grace\ndraft: yes\n\n{TEXT}",
    "an empty block above": f"---\n---\n---\ndraft: true\n---\n{TEXT}",
    "lines below an empty block": f"---\n---\nTitle: A page\nstatus: draft\n---\n{TEXT}",
    "JSON below an empty block": f'+++\n+++\n\n{{"draft": true}}\n{TEXT}',
    "two that disagree": yaml("draft: false\nstatus: private"),
}
KEYS = (
    "draft: true|Draft: true|DRAFT: yes|draft: 'true'|draft: 1|draft: on|draft: 'Y'|isDraft: true|status: draft|"
    "Status: Draft|status: private|status: hidden|status: pending|status: future|status: whatever|"
    "post_status: trash|published: false|Published: no|published: 0|publish: false|private: true|hidden: yes|"
    "_hidden: yes|unlisted: true|visibility: private|visibility: members|public: false|render: false|"
    "headless: true|stage: draft|type: private|publishDate: 2027-11-28|publish_date: 2027-01-01 10:00:00 +0100|"
    "PublishDate: 2026-11-29|published_at: 2027-01-01T00:00:00Z|published: 2027-01-01|expiryDate: 2025-01-01|"
    "unpublish_date: 2026-11-28|password: secret|permalink: false|params: {draft: true}|build: {render: never}|"
    "_build: {list: never}|eleventyExcludeFromCollections: true|extra: {a: [{private: true}]}|"
    "pubDatetime: 2031-01-01|go_live: 2027-01-01|scheduled: 2026-11-29 10:00|in_draft: true|phase: Draft v2|"
    "ready: false|archived: true|deleted: yes|Trashed: 1|expired: true|secret: on|deletedAt: 2026-01-01|"
    "archived_at: 2025-02-03|live: false|online: no|params: {active: off}|show: 0|"
    "dg-publish: false|is_hidden: true|post_password: x|build: {render: link}|url: false|publish:|public: ''|"
    "visible: ~|publishedAt: null|status:|params: {visibility: }"
)
PLACES = ["_drafts/page.md", "blog/_drafts/2026/page.md", "Drafts/page.md", "_people/page.md", "posts/_page.md"]
PLACES += ["unpublished/page.md", "posts/page.draft.md"]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_draft_is_known_in_every_form_of_metadata(tmp_path, text):
    outcome, page = bring(tmp_path, text)
    assert (outcome.failure, page.status, page.published_at) == ("", "draft", None)
    assert (page.title, page.body) == ("A page", "# A page\n\nSome text." if "itle:" in text else "Some text.")
    assert import_content(tmp_path).total.startswith(NOTHING_NEW)


@pytest.mark.parametrize("key", KEYS.split("|"))
def test_whatever_hides_a_page_elsewhere_hides_it_here_and_the_dry_run_says_why(tmp_path, key):
    folder = write_files(tmp_path, {"posts/page.md": yaml(key), "posts/other.md": TEXT})
    said = [line for line in import_content(folder, "--dry-run").summary if line.startswith("draft: ")]
    assert len(said) == 1
    assert said[0].startswith("draft: posts/page.md (")
    assert import_content(folder).failure == ""
    assert dict(Article.objects.values_list("slug", "status")) == {"page": "draft", "other": "published"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [TEXT, yaml("draft: false")])
def test_what_lies_where_generators_publish_nothing_is_a_draft(tmp_path, place, text):
    outcome, page = bring(tmp_path, text, place)
    assert (outcome.failure, page.status) == ("", "draft")


SHOWN = (
    "draft: false|Draft: False|draft:|draft: 0|status: published|status: Publish|visibility: public|"
    "published: true|published: 2024-05-06|publish: yes|private: false|hidden: no|publishDate: 2026-11-28|"
    "expiryDate: 2027-01-01|password: ''|permalink: /a/|build: {render: always, list: true}|layout: post|"
    "hide: [toc]|cascade: {type: docs}|tags: [draft]|"
    "archived: false|live: https://example.org/|active: blog|show: true|deletedAt: ''|permalink: /b/c|"
    "scheduled: 2026-01-01|in_draft: false|phase: Drafting tables|ready: true|dg-publish: true|url: /a/|post_password:|"
    "publishedAt: 2026-01-01|embargo:"
)


@pytest.mark.parametrize("key", SHOWN.split("|"))
def test_what_hides_nothing_is_published(tmp_path, key):
    outcome, page = bring(tmp_path, yaml(key))
    assert (outcome.failure, page.status, page.body) == ("", "published", "Some text.")
    assert page in Article.objects.published()


@pytest.mark.parametrize(
    "text",
    [
        *("{% include nav.html %}\n\n", "{{< note >}}\n\n", "{: .lead}\n\n", "Note: Read this first.\n\n", "* * *\n\n"),
        *(
            "# State: a guide to it\n\n",
            "- status codes: a list\n\n",
            "```\n---\ndraft: true\n---\n```\n\n",
            "— A quote.\n\n",
        ),
        "A heading\n---\nNote: text.\n\n",
        *("# A page\n\nPublished: 2024-05-06\n\n", "# A page\n\nState: a guide to it\n\n", "<!-- TODO: x -->\n\n"),
        *("```yaml\n---\ndraft: false\n---\n```\n\n", "Title: A page\n\nNote: draft.\n\n", "[//]: # (mine)\n\n"),
    ],
)
def test_text_that_only_begins_a_little_like_metadata_stays_text(tmp_path, text):
    outcome, page = bring(tmp_path, text + TEXT)
    assert (outcome.failure, page.status) == ("", "published")
    assert "Some text." in page.body


REFUSED = {
    "a comment above": (f"<!-- mine -->\n{yaml('draft: true')}", 2, "Front matter must stand at the top of the file."),
    "a remark above": (f"[//]: # (mine)\n\n{yaml('title: x')}", 3, "Front matter must stand at the top of the file."),
    "a heading above": (f"# x\n\n+++\ndraft = true\n+++\n{TEXT}", 3, "Front matter must stand at the top of the file."),
    "a comment of Nikola": (
        f"<!--\n.. title: x\n.. status: draft\n-->\n{TEXT}",
        3,
        "“status” is not read in this form",
    ),
    "a line of Markdown": (f"**Status:** draft\n\n{TEXT}", 1, "“Status” is not read in this form"),
    "a hidden remark": (f"[draft]: # (true)\n{TEXT}", 1, "“draft” is not read in this form"),
    **{
        f"unread form {number}": (f"{said}\n\n{TEXT}", line, f"“{key}” is not read in this form")
        for number, (said, line, key) in enumerate(
            [
                ("# My page\n\nStatus: Draft\nCreated: 1 May 2024", 3, "Status"),
                ("My page\n===\n\nStatus: Draft", 4, "Status"),
                ("Title: X\n\nStatus: draft", 3, "Status"),
                ("[//]: # (draft: true)", 1, "draft"),
                ('[//]: # "status: draft"', 1, "status"),
                ("[comment]: # (status: draft)", 1, "status"),
                ("[//]: # (mine)\n\n[//]: # (draft: true)", 3, "draft"),
                ("<!--\nStatus: do not publish\n-->", 2, "Status"),
                ("<!-- DRAFT: do not publish yet -->", 1, "DRAFT"),
                ("# My page\n\n<!-- DRAFT: do not publish yet -->", 3, "DRAFT"),
            ]
        )
    },
    **{
        said: (f"{said}\n{TEXT}", 2, "These keys stand in a block of code")
        for said in (
            "```yaml\n---\ndraft: true\n---\n```",
            '```json\n{"title": "x", "draft": true}\n```',
            "~~~ toml\n+++\ndraft = true\n+++\n~~~",
        )
    },
    "no fence": (f"draft = true\n\n{TEXT}", 1, "“draft” is not read in this form"),
    "no end": (f"\n---\ndraft: true\n\n{TEXT}", 2, "The front matter that begins here has no end: a line of ---"),
    "no end of TOML": (
        f"+++\ndraft = true\n\n{TEXT}",
        1,
        "The front matter that begins here has no end: a line of +++",
    ),
    "another language": (f"---js\n({{draft: true}})\n---\n{TEXT}", 1, "Front matter in js is not read: write YAML"),
    "Eleventy’s own": (f"---javascript\nlet draft = true;\n---\n{TEXT}", 1, "Front matter in javascript is not read"),
    "CoffeeScript": (f"\n---coffee\ndraft: yes\n---\n{TEXT}", 2, "Front matter in coffee is not read: write YAML"),
    "a remark behind the fence": (f"--- # mine\ndraft: true\n---\n{TEXT}", 1, "This begins like front matter and is"),
    "dashes of a word processor": (f"—-\ndraft: true\n—-\n{TEXT}", 1, "This begins like front matter and is none"),
    "two hyphens": (f"--\ndraft: true\n--\n{TEXT}", 1, "This begins like front matter and is none"),
    "remarks alone": (f"---\n# draft: true\n---\n{TEXT}", 2, "The front matter must be a list of keys and values."),
    "YAML that is none": (yaml("title: x\ndraft: true: y"), 3, "This is not valid YAML"),
    "YAML in two spellings": (yaml("Draft: true\ndraft: false"), 2, "The key “draft” stands here twice."),
    "YAML twice": (yaml("draft: true\ndraft: false"), 3, "The key “draft” stands here twice."),
    "TOML that is none": (f"+++\ntitle = 'x'\ndraft = True\n+++\n{TEXT}", 3, "This is not valid TOML"),
    "TOML twice": (f"+++\ndraft = true\ndraft = false\n+++\n{TEXT}", 3, "This is not valid TOML"),
    "JSON that is none": (f'{{\n"title": "x",\n"draft": true,\n}}\n{TEXT}', 3, "This is not valid JSON"),
    "JSON without quotes": (f"{{draft: true}}\n{TEXT}", 1, "This is not valid JSON"),
    "JSON twice": (
        f'{{"draft": true, "draft": false}}\n{TEXT}',
        1,
        "This is not valid JSON: a key stands there twice.",
    ),
    "JSON and text on one line": (f'{{"draft": true}} x\n{TEXT}', 1, "The text must begin on a line of its own"),
    "JSON that is deep": ('{"a":' * 100_000 + TEXT, 1, "This is not valid JSON"),
    "a header with text in it": (f"Title: x\nStatus: draft\nText.\n{TEXT}", 3, "The lines above are “Key: value”"),
    "a header twice": (f"Status: draft\nStatus: published\n\n{TEXT}", 2, "The key “Status” stands here twice."),
    "a flag that is none": (yaml("title: x\ndraft: perhaps"), 3, "draft: Write true or false."),
    "a flag of TOML that is none": (
        f"+++\na = 1\n[params]\nhidden = 'so so'\n+++\n{TEXT}",
        4,
        "params.hidden: Write true",
    ),
    "a list": (yaml("hidden: [true]"), 2, "hidden: Write one text here, not a list."),
    "a day that is none": (yaml("publishDate: next year"), 2, "publishDate: Write the date as YYYY-MM-DD."),
    "a second block": (
        f"{yaml('title: x').removesuffix(TEXT)}---\ndraft: true\n---\n{TEXT}",
        4,
        "A second block of front",
    ),
    "an address that is a mapping": (
        yaml("permalink:\n  build: false"),
        3,
        "permalink: Write one text here, not a list.",
    ),
    "an address that is a list": (yaml("permalink: [false]"), 2, "permalink: Write one text here, not a list."),
    "a comment below an empty block": (
        f"---\n---\n<!-- draft: true -->\n{TEXT}",
        3,
        "“draft” is not read in this form",
    ),
    "what hides other files": (yaml("cascade:\n  draft: true"), 3, "cascade.draft: What hides other files is not read"),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_is_refused_with_file_and_line(tmp_path, text, line, message):
    outcome, page = bring(tmp_path, text)
    assert page is None
    (error,) = outcome.errors
    assert error.startswith(f"posts/page.md:{line}: {message}")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_other_encodings_are_refused(tmp_path, encoding):
    outcome, page = bring(tmp_path, yaml("draft: true").encode(encoding))
    assert page is None
    assert outcome.errors == ["posts/page.md:1: This line is not UTF-8 text: save the file as UTF-8."]


def test_the_desk_says_before_an_import_which_pages_will_be_drafts_and_why():
    data = zipped({"posts/page.md": yaml("status: private\nunlisted: true"), "notes/other.md": TEXT})
    answer = look(signed_in(make_staff("Editors")), data)
    assert answer.context["drafts"] == [("posts/page.md", "status: private, unlisted: true")]
    assert "<li>posts/page.md (status: private, unlisted: true)</li>" in answer.text


def test_a_folder_of_drafts_alone_is_one_too(tmp_path):
    folder = write_files(tmp_path / "_drafts", {"page.md": TEXT})
    assert import_content(folder).failure == ""
    assert Article.objects.get().status == "draft"
    answer = look(signed_in(make_staff("Editors")), zipped({"blog/_drafts/page.md": TEXT}))
    assert answer.context["drafts"] == [("page.md", "in the folder _drafts")]
