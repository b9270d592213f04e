"""A folder of notes, as Obsidian, Foam and Logseq keep them, is another blog to import."""

import pytest

from articles.models import Article
from tests.hub.content.content_files import (
    NOTHING_NEW,
    empty_the_database,
    export_content,
    import_content,
    read_tree,
    write_files,
)
from tests.hub.content.test_import_pictures import make_png

pytestmark = pytest.mark.django_db
VAULT = {
    "Home.md": "---\naliases: [Start here, 'C++ & co']\n---\nWelcome.\n\n## First part\n\nText.\n",
    "Deep/Folded notes.md": "Text.\n\n## What's new?\n",
    "Deep/Same.md": "# Deep same\n",
    "Other/Same.md": "# Other same\n",
    "Other/Far/Same.md": "# Far same\n",
    "pictures/pic.png": make_png(),
    ".obsidian/app.json": "{}",
    ".trash/Gone.md": "# Gone\n",
}


@pytest.fixture
def vault(tmp_path):
    return write_files(tmp_path / "vault", VAULT)


def pages():
    return {page.title: page for page in Article.objects.all()}


# --- titles ---


@pytest.mark.parametrize(
    ("name", "text", "title", "body"),
    [
        ("Status bar", "Text.\n\n## Items\n\nMore.", "Status bar", "Text.\n\n## Items\n\nMore."),
        ("Status bar", "# The bar\n\nText.", "The bar", "Text."),
        ("Folding", "Text.", "Folding", "Text."),
        ("2026-05-01", "- [ ] Task", "2026-05-01", "- [ ] Task"),
        ("2026-05-01 Meeting notes", "Text.", "Meeting notes", "Text."),
        ("v1.2.3", "## Fixed", "v1.2.3", "## Fixed"),
        ("日記", "### 朝", "日記", "### 朝"),
        ("über uns", "", "über uns", ""),
        ("status-bar", "Text.\n\n## Items", "Items", "Text.\n"),
    ],
)
def test_a_file_that_is_called_like_a_title_has_that_one(tmp_path, name, text, title, body):
    outcome = import_content(write_files(tmp_path, {f"notes/{name}.md": f"{text}\n"}))
    assert (outcome.failure, outcome.problems) == ("", [])
    page = Article.objects.get()
    assert (page.title, page.body) == (title, body)
    assert import_content(tmp_path).total.startswith(NOTHING_NEW)


@pytest.mark.parametrize("name", ["status-bar", "x", "hello", "hello_world", "2020-01-02-hello"])
def test_a_file_that_is_called_like_a_slug_still_needs_one(tmp_path, name):
    outcome = import_content(write_files(tmp_path, {f"notes/{name}.md": "Text.\n"}))
    assert outcome.errors == [f"notes/{name}.md:1: title: The page has neither a title nor a heading."]


# --- links ---

LINKS = {
    "[[home]]": "[home](/articles/Home/)",
    "[[Home#First part]]": "[Home](/articles/Home/#first-part)",
    "[[Home#First part#Deeper, 2]]": "[Home](/articles/Home/#deeper-2)",
    "[[Home#^37066f|that]]": "[that](/articles/Home/)",
    "[[#What's new?]]": "[What's new?](#whats-new)",
    "[[#Here|there]]": "[there](#here)",
    "[[Start here]]": "[Start here](/articles/Home/)",
    "[[Folded notes.md]]": "[Folded notes.md](/articles/folded-notes/)",
    "[[Deep/Folded notes|deep]]": "[deep](/articles/folded-notes/)",
    "|a|\n|-|\n|[[Home\\|there]] x|": "|a|\n|-|\n|[there](/articles/Home/) x|",
    "[x](Folded%20notes.md#What's%20new?)": "[x](/articles/folded-notes/#whats-new)",
    "[[Same]]": "[Same](/articles/other-same/)",
    "![[pic.png]]": "![pic.png]({})",
    "![[pic.png|300]]": "![pic.png]({})",
    "![[pic.png|300x200]]": "![pic.png]({})",
    "![[pic.png|A bar]]": "![A bar]({})",
    "![[pictures/pic.png#icon]]": "![pictures/pic.png]({})",
}


@pytest.mark.parametrize("text", LINKS)
def test_a_link_of_a_vault_leads_to_the_note_it_means(vault, text):
    place = "Deep" if "Folded%20" in text else "Other"
    outcome = import_content(write_files(vault, {f"{place}/Here.md": f"Text.\n\n{text}\n"}))
    assert (outcome.failure, [line for line in outcome.problems if "To tell pages" not in line]) == ("", [])
    picture = "/media/" + next((place.split("/")[1] for place in exported(vault) if "uploads" in place), "")
    assert pages()["Here"].body == "Text.\n\n" + LINKS[text].replace("{}", picture)
    assert import_content(vault).total.startswith(NOTHING_NEW)


def exported(vault):
    export_content(vault.parent / "out")
    return read_tree(vault.parent / "out")


@pytest.mark.parametrize("text", ["![[Home]]", "![[Home#First part]]", "![[Home#^37066f|that]]"])
def test_a_note_that_is_shown_in_another_is_a_link_and_that_is_said(vault, text):
    outcome = import_content(write_files(vault, {"Here.md": f"Text.\n\n{text}\n"}))
    assert "Here.md:3: warning: “Home” is not shown in this page: it is a link." in outcome.warnings
    assert pages()["Here"].body.startswith("Text.\n\n[")


@pytest.mark.parametrize("text", ["[[Gone]]", "![[film.mp4]]", "[[Board.canvas]]", "[[Same note]]"])
def test_what_is_no_note_of_the_vault_is_said(vault, text):
    outcome = import_content(write_files(vault, {"Here.md": f"Text.\n\n{text}\n"}))
    assert f"Here.md:3: warning: “{text.strip('![]')}” leads to nothing" in "\n".join(outcome.warnings)


# --- what notes say besides ---


def test_the_other_names_of_a_note_lead_to_it_and_take_no_page_over(vault, client):
    write_files(vault, {"Start here.md": "Mine.\n"})
    assert import_content(vault).failure == ""
    assert client.get("/articles/c-plus-plus-and-co/")["Location"] == "/articles/Home/"
    assert client.get("/articles/start-here/").status_code == 200
    assert pages()["Start here"].body == "Mine."


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("Tags: #idea #web-dev", ["idea", "web-dev"]),
        ("tags:: #idea, [[Web dev]]", ["Web dev", "idea"]),
        ("title:: A note\ntags:: idea, web dev", ["idea", "web dev"]),
        ("---\ntags: '#idea #area/sub'\n---", ["area/sub", "idea"]),
        ("---\ntags: ['#idea', work]\n---", ["idea", "work"]),
    ],
)
def test_tags_as_notes_have_them(tmp_path, head, tags):
    assert import_content(write_files(tmp_path, {"A note.md": f"{head}\n\nText.\n"})).failure == ""
    assert sorted(Article.objects.get().tags.values_list("name", flat=True)) == tags


@pytest.mark.parametrize(
    "text",
    [
        *("a %%not for you%% b", "%%\nnot\n\nfor you -- yet\n%%\nb", "%%only 50% for you%% b", "%% a --> b %%"),
        *("%%\n```\nfor you\n```\n%%\nb", "- %%for you\n\n  > for you%%\n\nb", "%%\n## for you\n[[for you]]%% b"),
        *("%%not for you", "a %% b", "a %%not for you%%b", "```\n%%\n```\n\n%%\nnot"),
    ],
)
def test_what_may_be_a_comment_of_notes_makes_a_draft(tmp_path, text):
    outcome = import_content(write_files(tmp_path, {"A note.md": f"Text.\n\n{text}\n"}))
    line = 7 if text.startswith("```") else 3
    assert f"draft: A note.md (a %% that may begin a comment in line {line})" in outcome.summary
    page = Article.objects.get()
    assert (page.status, page.body) == ("draft", f"Text.\n\n{text}")


@pytest.mark.parametrize("text", ["100%% sure and 50%% not", "`%%a%%`", "```\n%%\na\n%%\n```", "%%%%", "a%%b%%c"])
def test_other_percent_signs_stay(tmp_path, text):
    assert import_content(write_files(tmp_path, {"A note.md": f"{text}\n"})).problems == []
    assert Article.objects.get().body == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> [!info] Title\n> Text", "[!info]"),
        ("> [!faq]- Folded", "[!faq]-"),
        ("A ==marked== word", "=="),
        ("A line. ^37066f", "^37066f"),
        ("due:: tomorrow", "due::"),
        ("$$\nx^2\n$$", "$$"),
    ],
)
def test_what_only_notes_understand_is_said(tmp_path, text, said):
    outcome = import_content(write_files(tmp_path, {"A note.md": f"Text.\n\n{text}\n"}))
    assert f"A note.md:3: to do: “{said}” is shown as it stands" in "\n".join(outcome.notes)


def test_what_is_an_alert_here_is_not_said(tmp_path):
    outcome = import_content(write_files(tmp_path, {"A note.md": "> [!NOTE]\n> Text\n\na == b\n"}))
    assert "shown as it stands" not in "\n".join(outcome.notes)


@pytest.mark.parametrize("head", ["publish: false", "status: idea", "private: true"])
def test_what_a_vault_keeps_to_itself_is_a_draft(tmp_path, head):
    import_content(
        write_files(tmp_path, {"A note.md": f"---\n{head}\n---\nText.\n", "B note.md": f"{head}\n\nText.\n"})
    )
    assert [page.status for page in Article.objects.all()] == ["draft", "draft"]


def test_a_vault_survives_its_export(vault, tmp_path):
    assert import_content(vault).failure == ""
    export_content(tmp_path / "one")
    empty_the_database()
    assert import_content(tmp_path / "one").failure == ""
    export_content(tmp_path / "two")
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")
    assert ".trash" not in str(sorted(read_tree(tmp_path / "one")))
