"""What an imported text shows that was meant for another program, and what the checklist says, with file and line."""

import pytest

from articles import checklist
from articles.models import Article
from tests.desk import make_staff, signed_in
from tests.hub.content.content_files import import_content, write_files
from tests.hub.content.test_zips import look, zipped

pytestmark = pytest.mark.django_db
LEFT = {
    "{{< youtube abc >}}": "“{{< youtube” is shown as it stands: a shortcode means nothing here.",
    "{{% notice tip %}}": "“{{% notice” is shown as it stands: a shortcode means nothing here.",
    "{{< /tabs >}}": "“{{< /tabs” is shown as it stands: a shortcode means nothing here.",
    "{% include nav.html %}": "“{% include” is shown as it stands: a tag of a template means nothing here.",
    "{%- endif -%}": "“{%- endif” is shown as it stands: a tag of a template means nothing here.",
    "Of {{ site.title }}.": "“{{ site.title” is shown as it stands: a template means nothing here.",
    "{{ macro_name(1) }}": "“{{ macro_name” is shown as it stands: a template means nothing here.",
    "{* ../../docs/a.py hl[1] *}": "“{*” is shown as it stands: an include means nothing here.",
    "{!> ../../docs/a.py !}": "“{!” is shown as it stands: an include means nothing here.",
    '--8<-- "a.md"': "“--8<--” is shown as it stands: an include means nothing here.",
    "Text { .annotate }": "“{ .annotate” is shown as it stands: an attribute list means nothing here.",
    "A picture{.wide}": "“{.wide” is shown as it stands: an attribute list means nothing here.",
    "!!! warning": "“!!! warning” is shown as it stands: a block of another Markdown means nothing here.",
    "::: note": "“::: note” is shown as it stands: a block of another Markdown means nothing here.",
    "/// tip | Title": "“/// tip” is shown as it stands: a block of another Markdown means nothing here.",
    "[TOC]": "“[TOC]” is shown as it stands: a table of contents means nothing here.",
    '<div class="x">': "“<div” is shown as it stands: a tag of HTML means nothing here.",
    "Some <font>": "“<font” is shown as it stands: a tag of HTML means nothing here.",
    "<p>Some</p>": "“<p” is shown as it stands: a tag of HTML means nothing here.",
    "</center>": "“<center” is shown as it stands: a tag of HTML means nothing here.",
    "import Tabs from '@theme/Tabs';": "“import” is shown as it stands: a statement of MDX means nothing here.",
    'import "./theme.css"': "“import” is shown as it stands: a statement of MDX means nothing here.",
    "export const meta = {}": "“export” is shown as it stands: a statement of MDX means nothing here.",
    "export { x } from './x'": "“export” is shown as it stands: a statement of MDX means nothing here.",
    "| a |\n|---|\n| {{< x >}} |": "“{{< x” is shown as it stands: a shortcode means nothing here.",
}
HANDLED = [
    "{: .note}",
    "A picture.\n{: .wide}",
    "[x](https://example.org/){: rel=x}",
    "## Part {#install .wide}",
    "## Part {#install}",
    "`{{< x >}}` and `{% x %}`",
    "```\n{{ x }}\n<div>\n!!! note\n```",
    "    {{ x }}",
    "<!-- more --> and <kbd>a</kbd>, H<sub>2</sub>O<br>",
    "> [!NOTE]\n> Text.",
    "a < b and c > d, {x}, { y }, 3 ::: 4",
    "{a: 1}",
    "<https://example.org/>",
    "Important: import what you need.",
    "With both in one process,\nimport `app` from `identity` in `both.py`, and say `a = 'b'`.",
    "export the table as 'CSV' where a = b",
]


def bring(tmp_path, text):
    page = f"---\ntitle: A page\nsummary: Of something.\nfaqs: [{{question: Q, answer: A}}]\n---\n\nText.\n\n{text}\n"
    return import_content(write_files(tmp_path, {"a.md": page}))


@pytest.mark.parametrize("text", LEFT)
def test_what_was_meant_for_another_program_is_said_with_its_line(tmp_path, text):
    outcome = bring(tmp_path, text)
    line = 9 + text.count("\n")
    assert (outcome.failure, outcome.problems) == ("", [])
    assert outcome.notes == [f"a.md:{line}: to do: {LEFT[text]}"]


@pytest.mark.parametrize("text", HANDLED)
def test_what_is_read_here_or_is_code_is_none_of_it(tmp_path, text):
    assert bring(tmp_path, text).notes == []


def test_lines_hold_below_a_heading_that_became_the_title(tmp_path):
    head = "---\nsummary: x\nfaqs: [{question: Q, answer: A}]\n---\n"
    text = f"{head}\n{{{{< a >}}}}\n\n# Title\n\nText\n{{{{< b >}}}}\n\n[x](/gone/)\n"
    outcome = import_content(write_files(tmp_path, {"a.md": text}))
    assert [line.split(": ")[0] for line in outcome.notes] == ["a.md:6", "a.md:11"]
    assert [line.split(": ")[0] for line in outcome.warnings] == ["a.md:13"]


def test_what_the_checklist_says_is_said_by_the_import_and_by_its_dry_run(tmp_path):
    text = "---\ntitle: A\n---\n\nText.\n\n[x](/articles/gone/), ![](/media/x.png)\n"
    folder = write_files(tmp_path, {"a.md": text})
    notes = import_content(folder, "--dry-run").notes
    assert import_content(folder).notes == notes
    said = {line.partition(": to do: ")[2]: line.partition(":")[2].partition(":")[0] for line in notes}
    assert set(said) == {
        finding.sentence for finding in checklist.check(Article.objects.get()) if finding.place != "#faqs-group"
    }
    assert said["The text links to /articles/gone/, where readers find nothing."] == "7"
    assert said["The summary is missing: lists, feeds and search results show it."] == "2"
    assert [line for line in notes if "alternative text" in line]


def test_a_link_to_a_page_that_comes_in_as_a_draft_is_said(tmp_path):
    files = {"a.md": "# A\n\n[x](b.md)\n", "b.md": "---\ntitle: B\ndraft: true\n---\n", "c.md": "# C\n\n[x](a.md)\n"}
    notes = [line for line in import_content(write_files(tmp_path, files)).notes if "links to" in line]
    assert notes == ["a.md:3: to do: The text links to /articles/b/, where readers find nothing."]


def test_the_desk_shows_what_is_to_be_done_before_anything_is_imported():
    answer = look(signed_in(make_staff("Editors")), zipped({"a.md": "# A\n\n{{< x >}}\n"}))
    assert ("a.md:3", "“{{< x” is shown as it stands: a shortcode means nothing here.") in answer.context["notes"]
    assert "“{{&lt; x” is shown as it stands" in answer.text
