"""What the settings of generators hide is hidden here, with their file and line; what is unclear hides all."""

import io

import pytest

from articles.models import Article
from hub.content import zips
from hub.content.path_patterns import find_pattern, path_parts
from hub.content.yaml_text import Text
from tests.hub.content.content_files import import_content, write_files
from tests.hub.content.test_import_folder_rules import drafts
from tests.hub.content.test_zips import zipped

pytestmark = pytest.mark.django_db
TEXT = "# A title\n\nSome text.\n"
DOCS = ["docs/a.md", "docs/secret/b.md", "docs/secret/deep/c.md", "docs/guide/d.md"]
CONTENT = [page.replace("docs/", "content/") for page in DOCS]
PLAIN = [page.removeprefix("docs/") for page in DOCS]
SECRET = {1, 2}
HUGO = "baseURL = 'https://example.org/'\n"
# Program, its settings, the pages, which of them are hidden, and by which line.
HIDING = {
    "MkDocs": ("mkdocs.yml", "site_name: x\nexclude_docs: |\n  # mine\n  secret/\n", DOCS, SECRET, 4),
    "MkDocs, anchored": ("mkdocs.yml", "draft_docs: |\n  /a.md\n  guide/*\n", DOCS, {0, 3}, None),
    "MkDocs, in one line": ("mkdocs.yml", "site_name: x\ndraft_docs: secret\n", DOCS, SECRET, 2),
    "MkDocs, taken out again": ("mkdocs.yml", "exclude_docs: |\n  secret/\n  !b.md\n", DOCS, {2}, 2),
    "MkDocs, not listed": ("mkdocs.yaml", "not_in_nav: |\n  /secret/**\n", DOCS, SECRET, 2),
    "MkDocs below a folder": ("x/mkdocs.yml", "exclude_docs: |\n  secret\n", [f"x/{page}" for page in DOCS], SECRET, 2),
    "MkDocs beside tags": (
        "mkdocs.yml",
        "theme: !ENV [X]\nx: &y 1\nz: *y\nexclude_docs: secret\n",
        DOCS,
        SECRET,
        4,
    ),
    "MkDocs inherited": ("mkdocs.base.yml", "docs_dir: docs\nexclude_docs: '*.md'\n", DOCS, {0, 1, 2, 3}, 2),
    "Hugo": ("hugo.toml", f"{HUGO}ignoreFiles = ['secret/.*', '/guide/']\n", CONTENT, {1, 2, 3}, 2),
    "Hugo, an ending": ("config.yaml", "baseURL: x\nignoreFiles:\n- a\\.md$\n", CONTENT, {0}, 3),
    "Hugo, mounted": (
        "config/_default/module.toml",
        f"{HUGO}[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['secret/**']\n",
        CONTENT,
        SECRET,
        None,
    ),
    "Hugo, a cascade for a path": (
        "hugo.yaml",
        "baseURL: x\ncascade:\n- target: {path: /secret/**}\n  draft: true\n",
        CONTENT,
        SECRET,
        3,
    ),
    "Zola": ("config.toml", "base_url = 'x'\nignored_content = ['secret']\nbaseurl = 1\n", CONTENT, SECRET, 2),
    "Pelican, articles": ("pelicanconf.py", "A = 1\nARTICLE_EXCLUDES = ['secret']\n", PLAIN, SECRET, 2),
    "Pelican, pages": ("pelicanconf.py", "PATH = 'content'\nPAGE_EXCLUDES = ('secret/deep',)\n", CONTENT, {2}, 2),
    "Pelican, names": ("publishconf.py", "from pelicanconf import *\nIGNORE_FILES = ['b.*']\n", PLAIN, {1}, 2),
    "Pelican, a default": ("pelicanconf.py", "DEFAULT_METADATA = {'status': 'draft'}\n", PLAIN, {0, 1, 2, 3}, 1),
    "Pelican, folders": ("pelicanconf.py", "\nARTICLE_PATHS = ['guide']\n", [*PLAIN, "pages/e.md"], {0, 1, 2}, 2),
    "Pelican, folders of pages too": (
        "pelicanconf.py",
        "ARTICLE_PATHS = ['guide']\nPAGE_PATHS = ['secret/deep']\n",
        PLAIN,
        {0, 1},
        1,
    ),
    "Sphinx": ("source/conf.py", "exclude_patterns = ['secret/*']\n", [f"source/{p}" for p in PLAIN], SECRET, 1),
    "Jupyter Book": ("_config.yml", "title: x\nexclude_patterns: ['**/deep', a.*]\n", PLAIN, {0, 2}, 2),
    "MyST": ("myst.yml", "project:\n  exclude:\n  - secret/**\n", PLAIN, SECRET, 3),
    "Jekyll": ("_config.yml", "x: !!binary eA==\nexclude: ['*.md']\n", PLAIN, {0, 1, 2, 3}, 2),
    "Jekyll, a scope": (
        "_config.yml",
        "defaults:\n- scope: {path: secret}\n  values: {published: false}\n",
        PLAIN,
        SECRET,
        2,
    ),
    "Jekyll, with aliases": (
        "_config.yml",
        "a: &a {x: 1}\ndefaults:\n- scope: {path: secret/deep}\n  values: {<<: *a, published: no}\n",
        PLAIN,
        {2},
        3,
    ),
    "Hexo": ("_config.yml", "source_dir: source\nignore: [secret]\n", [f"source/{p}" for p in PLAIN], SECRET, 2),
    "VitePress": (
        ".vitepress/config.mts",
        "// srcExclude: [x]\nexport default {\n  srcExclude: ['secret/**', \"a.md\"],\n}\n",
        PLAIN,
        {0, 1, 2},
        3,
    ),
    "VitePress below docs": ("docs/.vitepress/config.js", "x = { srcExclude: ['**/b.md'] }", DOCS, {1}, 1),
    "Docusaurus": ("docusaurus.config.js", "docs: {\n exclude: ['**/deep/**'],\n}", DOCS, {2}, 2),
    "Quartz": ("quartz.config.ts", 'ignorePatterns: ["secret", ".obsidian"],', CONTENT, SECRET, 1),
    "Astro": ("src/content.config.ts", "glob({ pattern: ['**/*.md', '!secret/**'], base: './src' })", PLAIN, set(), 0),
    "Gatsby": ("gatsby-config.js", "options: { path: `x`, ignore: [`**/secret/*`] }", DOCS, SECRET, 1),
    "Eleventy": (".eleventyignore", "# mine\n\nsecret\n!secret/b.md\n", PLAIN, {2}, 3),
    "Eleventy by code": (
        "eleventy.config.js",
        'c.ignores.add("secret/**");\nc.ignores.add("a.md")',
        PLAIN,
        {0, 1, 2},
        None,
    ),
    "Git": (".gitignore", "secret/\n", PLAIN, SECRET, 1),
    "capitals and accents": ("mkdocs.yml", "docs_dir: docs\nexclude_docs: SECRET\n", DOCS, SECRET, 2),
}
UNCLEAR = {
    "MkDocs, from the environment": ("mkdocs.yml", "site_name: x\nexclude_docs: !ENV [A, b]\n", "exclude_docs"),
    "MkDocs, a list": ("mkdocs.yml", "exclude_docs: {a: b}\n", "exclude_docs"),
    "MkDocs, twice": ("mkdocs.yml", "exclude_docs: a\nexclude_docs: b\ndocs_dir: {}\n", None),
    "MkDocs that is none": ("mkdocs.yml", "a: b: c\n", None),
    "Hugo, costly": ("hugo.toml", f"{HUGO}ignoreFiles = ['(a+)+$']\n", "ignoreFiles"),
    "Hugo, no expression": ("hugo.toml", f"{HUGO}ignoreFiles = ['[a']\n", "ignoreFiles"),
    "Hugo, what a module takes": (
        "hugo.toml",
        f"{HUGO}[[module.mounts]]\nsource = 'x'\nincludeFiles = ['x']\n",
        "module",
    ),
    "Pelican, worked out": ("pelicanconf.py", "ARTICLE_EXCLUDES = [x for x in y]\n", "ARTICLE_EXCLUDES"),
    "Pelican, added to": ("pelicanconf.py", "IGNORE_FILES = ['a']\nIGNORE_FILES += ['b']\n", "IGNORE_FILES"),
    "Pelican, in a branch": ("pelicanconf.py", "if A:\n    PAGE_EXCLUDES = ['b']\n", "PAGE_EXCLUDES"),
    "Pelican, in pairs": ("pelicanconf.py", "DEFAULT_METADATA = (('status', 'draft'),)\n", "DEFAULT_METADATA"),
    "Pelican, taken from elsewhere": ("pelicanconf.py", "from mine import *\n", None),
    "Pelican, by a function": ("pelicanconf.py", "globals().update(load())\n", None),
    "Sphinx, appended": ("conf.py", "exclude_patterns = []\nexclude_patterns.append('a')\n", "exclude_patterns"),
    "Sphinx that is none": ("conf.py", "exclude_patterns = [\n", None),
    "VitePress, spread": (".vitepress/config.ts", "srcExclude: ['a', ...more]", "srcExclude"),
    "VitePress, a name": (".vitepress/config.ts", "srcExclude: hidden,", "srcExclude"),
    "Eleventy, a name": (".eleventy.js", "c.ignores.add(where)", "ignores.add"),
    "Jekyll, a mapping": ("_config.yml", "exclude: {a: b}\n", "exclude"),
    "a bomb of aliases": (
        "_config.yml",
        "a: &a [x]\n"
        + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "exclude: *i\n",
        "exclude",
    ),
}
PUBLIC = {
    "a status of its own": (
        "pelicanconf.py",
        "DEFAULT_METADATA = {'status': 'draft'}\n",
        "Title: A\nStatus: published\n\nx",
    ),
    "a default that hides nothing": ("pelicanconf.py", "DEFAULT_METADATA = {'lang': 'en'}\nA, B = 1, 2\n", TEXT),
    "published by itself": (
        "_config.yml",
        "defaults:\n- values: {published: false}\n",
        "---\npublished: true\n---\n# x\n",
    ),
    "no draft": ("hugo.toml", f"{HUGO}[cascade]\ndraft = true\n", "---\ndraft: false\n---\n# x\n"),
    "other settings": ("mkdocs.yml", "plugins:\n- x: !!python/name:a.b\nexclude_docs:\n", TEXT),
    "a config of something else": ("config.json", '{"exclude": ["a"]}', TEXT),
    "code beside": ("docs/posts.11tydata.js", "x = {\n  permalink: (d) => `/blog/${d.slug}/`,\n}", TEXT),
    "a file of tests": ("tests/conf.py", "exclude_patterns = ['docs']\n", TEXT),
}


def import_pages(tmp_path, pages, text=TEXT, **files):
    return import_content(write_files(tmp_path, {**dict.fromkeys(pages, text), **files}))


@pytest.mark.parametrize(("path", "text", "pages", "hidden", "line"), HIDING.values(), ids=HIDING)
def test_what_settings_hide_is_a_draft_with_their_file_and_line(tmp_path, path, text, pages, hidden, line):
    outcome = import_pages(tmp_path, pages, **{path: text})
    said = drafts(outcome)
    assert (outcome.failure, set(said)) == ("", {pages[number] for number in hidden})
    assert Article.objects.published().count() == len(pages) - len(hidden)
    for reason in said.values():
        assert reason.endswith(f" leaves it out: {path}:{line})") or (not line and f"{path}:" in reason)


@pytest.mark.parametrize(("path", "text", "key"), UNCLEAR.values(), ids=UNCLEAR)
def test_settings_that_are_not_understood_publish_nothing(tmp_path, path, text, key):
    outcome = import_pages(tmp_path, ["docs/a.md", "content/b.md", "c.md"], **{path: text})
    assert (outcome.failure, Article.objects.published().count()) == ("", 0)
    said = set(drafts(outcome).values())
    (reason,) = said
    assert f"{key} in {path}:" in reason if key else path in reason


@pytest.mark.parametrize(("path", "text", "page"), PUBLIC.values(), ids=PUBLIC)
def test_what_settings_do_not_hide_is_published(tmp_path, path, text, page):
    outcome = import_pages(tmp_path, ["docs/a.md"], page, **{path: text})
    if path in ("hugo.toml", "config.json"):
        outcome = import_pages(tmp_path, ["content/a.md"], page)
    assert (outcome.failure, drafts(outcome)) == ("", {})
    assert Article.objects.published().exists()


@pytest.mark.parametrize(
    ("path", "text", "inside", "folder"),
    [
        ("mkdocs.yml", "site_name: x\n", "docs/a.md", "docs"),
        ("mkdocs.yml", "site_name: x\ndocs_dir: ./manual/\n", "manual/a.md", "manual"),
        ("hugo.toml", HUGO, "content/a.md", "content"),
        ("config/_default/config.yaml", "baseURL: x\ncontentDir: pages\n", "pages/a.md", "pages"),
        ("hugo.toml", f"{HUGO}[languages.de]\ncontentDir='de'\n[languages.en]\ncontentDir='en'\n", "de/a.md", "de"),
        ("hugo.yaml", "baseURL: x\nlanguages: {en: {contentdir: texts/en}}\n", "texts/en/a.md", "texts/en"),
        ("pelicanconf.py", "PATH = 'content'\n", "content/a.md", "content"),
        ("_config.yml", "source: src\n", "src/a.md", "src"),
        (".eleventy.js", "dir: {\n    input: 'src',\n  }", "src/a.md", "src"),
    ],
)
def test_what_stands_beside_the_pages_of_a_program_stays_out_and_that_is_said(tmp_path, path, text, inside, folder):
    outcome = import_pages(tmp_path, [inside, "notes/salaries.md"], **{path: text, "notes/broken.md": "---\na: b: c\n"})
    assert [page.slug for page in Article.objects.all()] == ["a"]
    assert (outcome.failure, outcome.errors) == ("", [])
    said = {line.partition(": warning: ")[2] for line in outcome.warnings if line.startswith("notes/")}
    assert len(said) == 1
    assert f" looks only into {folder} ({path}): this was left alone." in said.pop()


def test_the_settings_that_name_the_folder_of_pages_are_those_that_are_said(tmp_path):
    settings = {".eleventyignore": "README.md\n", "eleventy.config.js": "dir: { input: 'src' }\n"}
    (said,) = import_pages(tmp_path, ["src/a.md", "notes.md"], **settings).warnings
    assert said == "notes.md: warning: Eleventy looks only into src (eleventy.config.js): this was left alone."


def test_a_folder_of_pages_that_is_not_there_hides_nothing_by_where_it_stands(tmp_path):
    outcome = import_pages(tmp_path, PLAIN, **{"_config.yml": "source: .tmp/src\nexclude: [deep]\n"})
    assert set(drafts(outcome)) == {"secret/deep/c.md"}


def test_jekyll_makes_no_post_of_a_file_without_a_date_and_hugo_no_page_of_a_part_of_one(tmp_path):
    posts = ["_posts/2024-05-06-a.md", "_posts/idea.md"]
    assert set(drafts(import_pages(tmp_path / "a", posts, **{"_config.yml": "title: x\n"}))) == {"_posts/idea.md"}
    bundle = ["content/trip/index.md", "content/trip/route.md", "content/other.md"]
    assert set(drafts(import_pages(tmp_path / "b", bundle, **{"hugo.toml": HUGO}))) == {"content/trip/route.md"}
    assert drafts(import_pages(tmp_path / "c", ["trip/index.md", "trip/route.md"])) == {}


def test_hidden_settings_come_with_a_zip_too(tmp_path):
    data = zipped({".vitepress/config.ts": "x", ".vitepress/cache/a.md": TEXT, ".git/config.toml": "x", "a.md": TEXT})
    root = zips.unpack(io.BytesIO(data), tmp_path)
    assert sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()) == [
        ".vitepress/config.ts",
        "a.md",
    ]


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("**", "a", 1),
        ("a", "x/y/a/z.md", 1),
        ("/a", "x/a", 0),
        ("a/**/b", "a/b", 1),
        ("a/**/b", "a/x/y/b/c.md", 1),
        ("**/*.{md,mdx}", "a/b.md", 1),
        ("[^_]*.md", "_a.md", 0),
        ("[^_]*.md", "a.md", 1),
        ("!(a).md", "b.md", 0),
        ("A/É.md", "a/e\u0301.md", 1),
        ("**/a/**/a/**/a/**/a/**/b" * 9, "/".join("a" * 200), 0),
    ],
)
def test_patterns_are_those_of_gitignore(pattern, path, found):
    assert find_pattern([Text(pattern, 1)], path_parts(path)) == found
