"""Languages of Hugo, in folders and in file names: each has its pages, and what Hugo leaves out of them is a draft."""

import pytest

from articles.models import Article
from tests.hub.content.test_import_folder_rules import drafts
from tests.hub.content.test_import_generators import import_pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "hugo.toml",
            "baseURL = 'x'\n[languages.de]\ncontentDir = 'content/de'\n[languages.en]\ncontentDir = 'content/en'",
        ),
        ("config/_default/languages.toml", "[de]\ncontentDir = 'content/de'\n[en]\ncontentDir = 'content/en'\n"),
        ("hugo.yaml", "baseURL: x\nlanguages:\n  de: {contentDir: content/de}\n  en: {contentDir: content/en}\n"),
        (
            "hugo.json",
            '{"baseURL": "x", "languages": {"de": {"contentDir": "content/de"}, "en": {"contentdir": "content/en"}}}',
        ),
    ],
)
def test_each_language_has_a_folder_of_pages(tmp_path, path, text):
    pages = ["content/de/hallo.md", "content/en/hello.md", "content/notes/beside.md"]
    outcome = import_pages(
        tmp_path, pages, **{path: text, "hugo.toml" if "_default" in path else "x.txt": "baseURL='x'"}
    )
    assert (outcome.failure, drafts(outcome)) == ("", {})
    assert {page.slug for page in Article.objects.all()} >= {"hallo", "hello"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "hugo.toml",
            "baseURL = 'x'\n[languages.fr]\ndisabled = true\ncontentDir = 'content/fr'\n[languages.de]\nweight = 1\n",
        ),
        (
            "hugo.toml",
            "baseURL = 'x'\ndisableLanguages = ['fr']\n[languages.fr]\ncontentdir = 'content/fr/'\n[languages.en]\n",
        ),
        (
            "hugo.yaml",
            "baseURL: x\nlanguages:\n  fr: {disabled: true, contentDir: content/fr}\n  de: {disabled: false}\n",
        ),
        ("config/_default/languages.toml", "[fr]\ndisabled = true\ncontentDir = 'content/fr'\n"),
        ("config/_default/languages.fr.toml", "disabled = true\ncontentDir = 'content/fr'\n"),
        (
            "config/production/hugo.yaml",
            "disableLanguages: [it, fr]\nlanguages: {en: {}, fr: {contentDir: content/fr}}\n",
        ),
    ],
)
def test_what_is_in_a_language_that_hugo_leaves_out_is_a_draft(tmp_path, path, text):
    pages = ["content/a.md", "content/b.fr.md", "content/c.de.md", "content/fr/d.md", "content/index.fr.md"]
    settings = {"config/_default/hugo.toml": "baseURL = 'x'\n"} if "_default" in path else {}
    assert set(drafts(import_pages(tmp_path, pages, **settings, **{path: text}))) == {pages[1], pages[3], pages[4]}


@pytest.mark.parametrize("target", ["assets", "static/img", "layouts", "data"])
def test_a_folder_that_hugo_mounts_for_something_else_has_no_pages(tmp_path, target):
    mount = f"[[module.mounts]]\nsource = 'src'\ntarget = '{target}'\n"
    pages = ["content/de/a.md", "content/en/b.md", "src/notes.md"]
    settings = {
        "config/_default/hugo.toml": f"baseURL = 'x'\n{mount}",
        "config/_default/languages.de.toml": "contentDir = 'content/de'\n",
        "config/_default/languages.en.toml": "contentDir = 'content/en'\n",
    }
    assert import_pages(tmp_path, pages, **settings).failure == ""
    assert {page.slug for page in Article.objects.all()} == {"a", "b"}
