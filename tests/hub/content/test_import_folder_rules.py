"""What a folder says of the pages in it: what a program does not publish there is a draft here, with the reason."""

import pytest

from articles.models import Article
from tests.hub.content.content_files import import_content, write_files

pytestmark = pytest.mark.django_db
PAGES = dict.fromkeys(["f.md", "notes/e.md", "posts/a.md", "posts/sub/d.md"], "---\ntitle: A title\n---\n")
BELOW_POSTS, ALL = {"posts/a.md", "posts/sub/d.md"}, set(PAGES)
HIDING = [
    ("posts/posts.json", '{"draft": true}', BELOW_POSTS),
    ("posts/posts.json", '{"tags": ["x"],"published": false}', BELOW_POSTS),
    ("posts/posts.json", '{"layout":"x.njk","draft":"true"}', BELOW_POSTS),
    ("posts/posts.json", '{\n  "published": "no"\n}', BELOW_POSTS),
    ("posts/posts.11tydata.json", '{\n  "eleventyExcludeFromCollections": true\n}', BELOW_POSTS),
    ("posts/posts.11tydata.js", "module.exports = {\n  draft: (data) => data.page.x,\n};", BELOW_POSTS),
    ("posts/_index.md", "---\ncascade:\n  draft: true\n---\n", BELOW_POSTS),
    ("posts/_index.md", "---\ncascade:\n  build:\n    render: never\n---\n", BELOW_POSTS),
    ("posts/_index.md", "---\ncascade:\n- target: {path: '/x'}\n  build: {list: local}\n---\n", BELOW_POSTS),
    ("_index.md", "---\ntitle: x\ncascade:\n- hidden: true\n---\n", ALL),
    ("posts/_index.md", "---\ncascade: {params: {private: true}}\n---\n", BELOW_POSTS),
    ("posts/_index.md", "+++\n[cascade]\nexpiryDate = 2020-01-01\n+++\n", BELOW_POSTS),
    ("posts/_index.md", "---\nnot: valid: yaml\n---\n", BELOW_POSTS),
    ("posts/posts.json", b"\xff", BELOW_POSTS),
    ("_config.yml", "defaults:\n  - values:\n      published: false\n", ALL),
    ("_config.yml", "exclude: [posts/, no*]\n", {*BELOW_POSTS, "notes/e.md"}),
    ("_config.yml", "exclude:\n- posts/sub\n- README.md\n", {"posts/sub/d.md"}),
    ("posts/_config.yml", "exclude: [sub]\n", {"posts/sub/d.md"}),
    ("config/_default/hugo.toml", "[cascade.build]\nrender = 'never'\n", ALL),
    ("posts/posts.json", '{"permalink": false}', BELOW_POSTS),
    ("posts/posts.json", '{"status":"draft"}', BELOW_POSTS),
    ("posts/posts.11tydata.json", '{"hidden": true}', BELOW_POSTS),
    ("posts/a.json", '{"permalink": false}', {"posts/a.md"}),
    ("_config.yaml", "exclude: [posts/]\n", BELOW_POSTS),
    ("_config.toml", "exclude = ['posts']\n", BELOW_POSTS),
    ("_config.yml", "exclude: posts\n", BELOW_POSTS),
    ("_config.yml", "defaults:\n- scope: {path: ''}\n  values: {hidden: true}\n", ALL),
    ("_config.yml", "ignore: ['**/sub/*', notes]\n", {"posts/sub/d.md", "notes/e.md"}),
    ("hugo.toml", "[[cascade]]\ndraft = true\n", ALL),
]
HARMLESS = [
    ("package.json", '{"scripts": {\n"draft": "x"}, "private": true}'),
    ("posts/posts.json", '{"draft": false, "layout": "x"}'),
    ("_data/books.yml", "- title: x\n  published: 2001-02-03\n"),
    ("_config.yml", "show_drafts: true\nexclude: vendor\ncollections: [x]\n"),
    ("_index.md", '{"name": "blog", "private": true}\n'),
    ("posts/_index.md", "---\ncascade:\n  draft: false\n  type: docs\n---\n"),
    ("posts/_index.md", "---\ntitle: x\ndraft: true\ncascade: {type: docs}\n---\n"),
    ("posts/data.toml", "name = 'x'\n"),
    ("README.md", "# x\n"),
    ("tsconfig.json", '{"hidden": true, "status": "draft"}'),
    ("_config.yml", "defaults:\n- values: {layout: post}\nignore:\n"),
]


def drafts(outcome):
    return {line.split()[1]: line.split(" ", 2)[2] for line in outcome.summary if line.startswith("draft: ")}


@pytest.mark.parametrize(("path", "text", "hidden"), HIDING)
@pytest.mark.parametrize("options", [(), ("--skip-broken",)])
def test_what_a_file_may_hide_is_a_draft_and_the_rest_is_not(tmp_path, path, text, hidden, options):
    outcome = import_content(write_files(tmp_path, {**PAGES, path: text}), *options)
    assert outcome.failure == ""
    assert set(drafts(outcome)) == hidden
    assert Article.objects.published().count() == len(PAGES) - len(hidden)
    reasons = {path in reason or "in the folder" in reason for reason in drafts(outcome).values()}
    assert reasons <= {True}


@pytest.mark.parametrize(("path", "text"), [("posts/_index.md", b"---\na: b: c\n---\n"), ("posts/x.json", b"\xff")])
def test_what_cannot_be_read_and_may_hide_pages_is_said(tmp_path, path, text):
    warnings = import_content(write_files(tmp_path, {**PAGES, path: text})).warnings
    assert [warning for warning in warnings if "This is not valid YAML" in warning or "is not UTF-8" in warning]


@pytest.mark.parametrize(("path", "text"), HARMLESS)
def test_a_file_that_hides_nothing_changes_nothing(tmp_path, path, text):
    outcome = import_content(write_files(tmp_path, {**PAGES, path: text}))
    assert (outcome.failure, drafts(outcome)) == ("", {})


def test_the_collections_that_jekyll_publishes_are_for_everybody(tmp_path):
    settings = "collections:\n  guides:\n    output: true\n  staff: {output: false}\n  odd: {output: {a: b}}\n"
    pages = dict.fromkeys(["_guides/a.md", "_guides/fr/b.md", "_staff/c.md", "_odd/d.md"], "---\ntitle: A\n---\n")
    outcome = import_content(write_files(tmp_path, {**pages, "_config.yml": settings}))
    assert drafts(outcome) == {"_staff/c.md": "(in the folder _staff)", "_odd/d.md": "(in the folder _odd)"}


@pytest.mark.parametrize("folder", ["_includes", "_layouts", "docs/_includes/sub", "archetypes", "_data"])
def test_parts_of_which_pages_are_made_are_no_articles(tmp_path, folder):
    outcome = import_content(write_files(tmp_path, {**PAGES, f"{folder}/part.md": "{{ x }}\n"}))
    said = f"{folder}/part.md: warning: A file of this name is no article and was left alone."
    assert (outcome.failure, outcome.warnings) == ("", [said])


def test_a_piece_that_is_hidden_needs_no_title(tmp_path):
    section = "---\ncascade: {build: {render: never}}\n---\n"
    files = {"common/_index.md": section, "common/piece.md": "Text.\n", "_drafts/an-idea.md": "Text.\n"}
    outcome = import_content(write_files(tmp_path, files | {"b.md": "Text.\n"}))
    assert outcome.errors == ["b.md:1: title: The page has neither a title nor a heading."]
    write_files(tmp_path, {"b.md": None})
    assert import_content(tmp_path).failure == ""
    assert {page.title: page.status for page in Article.objects.all()} == {"piece": "draft", "an-idea": "draft"}
