"""Links and pictures of a folder of Markdown lead to the pages and pictures that come in with it."""

import pytest
from django.core.files.storage import default_storage

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
OTHERS = {
    "docs/guide/setup.md": "# Setup\n",
    "docs/guide/first steps.md": "# First steps\n",
    "docs/guide/index.md": "# Guide\n",
    "docs/other.md": "# Other\n",
    "docs/bundle/index.md": "# Bundle\n",
    "docs/named.md": "---\ntitle: Named\nslug: another-name\n---\n",
    "_posts/2020-01-02-hello.md": "# Hello\n",
    "docs/straße.md": "# Straße\n",
    "_pages/recipes.md": "# Recipes\n",
    "_pages/de/cakes.md": "# Cakes\n",
}
LINKS = {
    "[x](setup.md)": "[x](/articles/setup/)",
    "[x](./setup.md#part)": "[x](/articles/setup/#part)",
    "[x](../other.md?a=b#c)": "[x](/articles/other/?a=b#c)",
    "[x](../other)": "[x](/articles/other/)",
    "[x](../other.html)": "[x](/articles/other/)",
    "[x](../../other/)": "[x](/articles/other/)",
    '[x](setup.md "Title")': '[x](/articles/setup/ "Title")',
    "[x](<first steps.md>)": "[x](</articles/first-steps/>)",
    "[x](first steps.md)": "[x](/articles/first-steps/)",
    "[x](first%20steps.md)": "[x](/articles/first-steps/)",
    "[x](index.md)": "[x](/articles/guide/)",
    "[x](../guide/)": "[x](/articles/guide/)",
    "[x](../bundle/index.md#a)": "[x](/articles/bundle/#a)",
    "[x](../bundle)": "[x](/articles/bundle/)",
    "[x](../another-name/)": "[x](/articles/another-name/)",
    "[x](/docs/named/)": "[x](/articles/another-name/)",
    "[x](/other/)": "[x](/articles/other/)",
    "[x](/blog/2020/01/02/hello/)": "[x](/articles/hello/)",
    "[x](/recipes/) [y](/de/cakes/)": "[x](/articles/recipes/) [y](/articles/cakes/)",
    "[x](../../../recipes/#a)": "[x](/articles/recipes/#a)",
    "[x](/folder/docs/other/)": "[x](/articles/other/)",
    "[x](/2020/01/02/hello.html)": "[x](/articles/hello/)",
    "[x][1]\n\n[1]: ../other.md#c": "[x][1]\n\n[1]: /articles/other/#c",
    "[x]\n\n[x]: <../other.md> 'Title'": "[x]\n\n[x]: </articles/other/> 'Title'",
    "[x](../stra%C3%9Fe.md)": "[x](/articles/stra%C3%9Fe/)",
    "[x]({% post_url 2020-01-02-hello %})": "[x](/articles/hello/)",
    "[x]({% link _posts/2020-01-02-hello.md %}#part)": "[x](/articles/hello/#part)",
    "[x]({{ site.baseurl }}/docs/other.html#c)": "[x](/articles/other/#c)",
    "[x]({{ '/docs/other/' | relative_url }})": "[x](/articles/other/)",
    "[x]({{ site.baseurl }}{% link docs/other.md %}#c)": "[x](/articles/other/#c)",
    "[x]({{site.url}}{{site.baseurl}}{% post_url 2020-01-02-hello %})": "[x](/articles/hello/)",
    "[x]({{ site.github.url }}/docs/other/)": "[x](/articles/other/)",
    "[x]({{ baseUrl }}/docs/other/) [x]({{ page.root }}docs/other/)": "[x](/articles/other/) [x](/articles/other/)",
    '[x]({{ "/docs/other/" | prepend: site.baseurl }})': "[x](/articles/other/)",
    "[x]({{ '/docs/other.html' | prepend: site.baseurl | prepend: site.url }}#c)": "[x](/articles/other/#c)",
    '[x]({{ "/docs/other/" | relative_url | escape }})': "[x](/articles/other/)",
    '[x]({{ "docs/other.md" | absURL }})': "[x](/articles/other/)",
    "[x]: {{ site.baseurl }}{% link docs/other.md %} 'Title'": "[x]: /articles/other/ 'Title'",
    '[x]({{< ref path="docs/other.md" >}})': "[x](/articles/other/)",
    '[x]({{< ref "docs/other.md" >}})': "[x](/articles/other/)",
    '[x]({{< relref "other.md#c" >}})': "[x](/articles/other/#c)",
    '[x]({{% ref "../other" %}})': "[x](/articles/other/)",
    "[x]({filename}/other.md#c) [x]({filename}setup.md)": "[x](/articles/other/#c) [x](/articles/setup/)",
    "[x](|filename|/docs/other.md) [x]({attach}../other.md)": "[x](/articles/other/) [x](/articles/other/)",
    "[[Other]] and [[docs/other|that]]": "[Other](/articles/other/) and [that](/articles/other/)",
    "[[other#Some part]]": "[other](/articles/other/#some-part)",
    "[x](https://example.org/other.md)": "[x](https://example.org/other.md)",
    "[x](mailto:a@example.org) [y](#part)": "[x](mailto:a@example.org) [y](#part)",
    "[x](/feeds/) [y](/)": "[x](/feeds/) [y](/)",
    "[x](/posts/hello/)": "[x](/articles/hello/)",
    "[x](/articles/elsewhere/)": "[x](/articles/elsewhere/)",
    "`[x](setup.md)` [[other]]": "`[x](setup.md)` [other](/articles/other/)",
    "```\n[x](setup.md)\n[[other]]\n```": "```\n[x](setup.md)\n[[other]]\n```",
    "    [x](setup.md)": "    [x](setup.md)",
}


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "folder", OTHERS)


@pytest.mark.parametrize("text", LINKS)
def test_a_link_leads_to_the_page_that_it_means(folder, text):
    outcome = import_content(write_files(folder, {"docs/guide/here.md": f"# Here\n\nText.\n\n{text}\n"}))
    assert (outcome.failure, outcome.problems) == ("", [])
    assert Article.objects.get(slug="here").body == f"Text.\n\n{LINKS[text]}"
    assert import_content(folder).total.startswith(NOTHING_NEW)


DEAD = ["gone.md", "../../../other.md", "/docs/gone/", "other.pdf", "setup/part.md", "gone/index.md", "./pic.png"]


@pytest.mark.parametrize("address", DEAD)
def test_what_leads_nowhere_is_said_with_its_line_and_stays(folder, address):
    text = f"---\ntitle: Here\n---\n\nText.\n\n```\n[a](gone.md)\n```\n\n[x](setup.md), [y]({address})\n"
    outcome = import_content(write_files(folder, {"docs/guide/here.md": text}))
    assert outcome.warnings == [
        f"docs/guide/here.md:11: warning: “{address}” leads to nothing that comes in with this folder."
    ]
    assert Article.objects.get(slug="here").body.endswith(f"[x](/articles/setup/), [y]({address})")


@pytest.mark.parametrize(
    "text",
    [
        "[x]({{ site.baseurl }}{{ post.url }})",
        "[x](docs/{{ page.name }}/other)",
        '[x]({{< ref path="docs/other.md" lang="de" >}})',
        "[x]({{ site.baseurl }}{% link docs/gone.md %})",
        "[x]({{ '/docs/other/' | prepend: page.dir }})",
        "[x]({% post_url 2020-01-02-gone %})",
        '[x]({{< ref "gone" >}})',
        "[[Gone]]",
        "[x]({{ x }})",
    ],
)
def test_a_template_or_a_note_that_leads_nowhere_is_said_too(folder, text):
    outcome = import_content(write_files(folder, {"here.md": f"# Here\n\n{text}\n"}))
    (warning,) = outcome.warnings
    assert warning.startswith("here.md:3: warning: “")
    assert Article.objects.get(slug="here").body == text


def test_two_files_that_may_be_meant_are_no_answer(folder):
    write_files(folder, {"a/same.md": "# A\n", "b/same.md": "# B\n", "here.md": "# Here\n\n[x](/same/)\n"})
    assert "here.md:3: warning: “/same/” leads to nothing" in "\n".join(import_content(folder).warnings)


@pytest.mark.parametrize("root", ["", "src/", "site/content/"])
@pytest.mark.parametrize("link", ["/guide/setup.md", "/guide/setup", "/guide/setup/", "/guide/setup.html#part"])
def test_a_path_from_the_top_is_one_of_the_site_of_that_language(tmp_path, root, link):
    files = {f"{root}{language}/guide/setup.md": f"# Setup {language}\n" for language in ("en", "ja", "zh")}
    files |= {f"{root}{language}/more/deep/x-{language}.md": f"# X\n\n[x]({link})\n" for language in ("en", "ja")}
    assert import_content(write_files(tmp_path, files)).failure == ""
    slugs = {page.title[-2:]: page.slug for page in Article.objects.filter(title__startswith="Setup")}
    for language in ("en", "ja"):
        meant = f"[x](/articles/{slugs[language]}/{'#part' if '#' in link else ''})"
        assert Article.objects.get(slug=f"x-{language}").body == meant


@pytest.mark.parametrize(
    ("page", "link", "meant"),
    [
        ("here.de.md", "other.md", "O-de"),
        ("here.de.md", "./other", "O-de"),
        ("here.de.md", '{{< ref "other" >}}', "O-de"),
        ("here.de.md", "/posts/other/", "O-de"),
        ("here.md", "/de/posts/other/", "O-de"),
        ("here.de.md", "/fr/posts/other", "O-fr"),
        ("here.fr.md", "../other/", "O-fr"),
        ("here.md", "other.fr.md", "O-fr"),
        ("here.md", "other.md", "O"),
        ("here.md", "/posts/other/", "O"),
        ("here.zh-cn.md", "other.md", "O"),
        ("here.de.md", "alone.md", "alone"),
    ],
)
def test_in_a_page_of_a_language_a_name_means_what_has_it_in_the_same_one(tmp_path, page, link, meant):
    files = {f"content/posts/other.{language}md": f"# O{language}\n" for language in ("", "de.", "fr.")}
    files |= {"content/posts/alone.md": "# Alone\n", f"content/posts/{page}": f"---\ntitle: Here\n---\n[x]({link})\n"}
    outcome = import_content(write_files(tmp_path, files))
    assert (outcome.failure, outcome.problems) == ("", [])
    assert (
        Article.objects.get(title="Here").body
        == f"[x](/articles/{meant.lower().replace('o', 'other', meant[0] == 'O')}/)"
    )


@pytest.mark.parametrize("link", ["[x](Deep note.md)", "[x](Deep%20note.md)", "![x](pic.png)", "![x](pic.png#dark)"])
def test_notes_name_what_stands_in_any_folder_where_no_other_has_the_name(tmp_path, link):
    files = {"a/Deep note.md": "# Deep\n", "Attachments/pic.png": make_png(), "b/here.md": f"# Here\n\n{link}\n"}
    outcome = import_content(write_files(tmp_path, files))
    assert (outcome.failure, outcome.problems) == ("", [])
    body = Article.objects.get(slug="here").body
    assert "](/articles/deep-note/)" in body or "](/media/" in body
    write_files(tmp_path, {"c/Deep note.md": "# Another\n", "c/pic.png": make_png(size=(9, 9))})
    assert "leads to nothing" in "\n".join(import_content(tmp_path).warnings)


@pytest.mark.parametrize("link", ["./first", "first", "../first/", "./first#part", "./2020-01-02_first/index.md"])
def test_a_bundle_finds_the_one_beside_it_by_its_address_too(tmp_path, link):
    files = {"blog/2020-01-02_first/index.md": "# First\n", "blog/2021-03-04_second/index.md": f"# S\n\n[x]({link})\n"}
    assert import_content(write_files(tmp_path, files)).failure == ""
    body = Article.objects.get(slug="second").body
    assert body == f"[x](/articles/first/{'#part' if '#' in link else ''})"


def stored():
    return default_storage.listdir("")[1] if default_storage.exists("") else []


SHOWN = {
    "![a](pic.png)": "![a](/media/{})",
    "![a](../blog/pic.png 'Title')": "![a](/media/{} 'Title')",
    "![a][1]\n\n[1]: pic.png": "![a][1]\n\n[1]: /media/{}",
    '<img src="pic.png" alt="a">': '<img src="/media/{}" alt="a">',
    "![a](/static/img/pic.png)": "![a](/media/{})",
    "![a](/img/pic.png)": "![a](/media/{})",
    "[![a](pic.png)](pic.png)": "[![a](/media/{})](/media/{})",
    "![[pic.png]]": "![pic.png](/media/{})",
    "![a](my pic.png)": "![a](/media/{})",
    "![a](my%20pic.png)": "![a](/media/{})",
    "![a]({{ site.baseurl }}/img/pic.png)": "![a](/media/{})",
    "![a]({{ site.baseurl }}{% link static/img/pic.png %})": "![a](/media/{})",
    '<img src="{{ "/img/pic.png" | relative_url }}">': '<img src="/media/{}">',
    '![a]({{ "/img/pic.png" | prepend: site.url }})': "![a](/media/{})",
}


@pytest.mark.parametrize("text", SHOWN)
def test_a_picture_beside_a_page_comes_in_with_it(tmp_path, text):
    place = "site/static/img/" if "/static/" in text or "/img/" in text else "blog/"
    name = "my pic.png" if "my" in text else "pic.png"
    folder = write_files(tmp_path / "in", {"blog/post.md": f"# Post\n\n{text}\n", place + name: make_png()})
    outcome = import_content(folder, "--dry-run")
    assert (outcome.failure, outcome.problems) == ("", [])
    assert stored() == []
    import_content(folder)
    (name,) = stored()
    assert Article.objects.get().body == SHOWN[text].format(name, name)
    assert import_content(folder).total.startswith(NOTHING_NEW)
    export_content(tmp_path / "one")
    empty_the_database()
    assert import_content(tmp_path / "one").problems == []
    export_content(tmp_path / "two")
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")
    assert f"uploads/{name}" in read_tree(tmp_path / "one")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("pic.png", b"<svg onload=alert(1)>", "Only PNG, JPEG, WebP and GIF pictures can be stored."),
        ("pic.jpg", make_png()[:50], "The picture is damaged."),
        ("pic.gif", b"", "Only PNG, JPEG, WebP and GIF pictures can be stored."),
    ],
)
def test_a_picture_that_cannot_be_stored_is_left_out_and_said(tmp_path, name, data, reason):
    outcome = import_content(write_files(tmp_path, {"blog/a.md": f"# A\n\n![a]({name})\n", f"blog/{name}": data}))
    assert outcome.failure == ""
    assert outcome.warnings == [f"blog/a.md:3: warning: The picture blog/{name} was left out: {reason}"]


def test_a_picture_that_no_page_shows_is_not_stored(tmp_path):
    import_content(write_files(tmp_path, {"a.md": "# A\n", "pic.png": make_png(), "b.png": b"none"}))
    assert stored() == []


# --- pages of one name in several folders ---


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["a/intro.md", "b/intro.md"], ["a-intro", "b-intro"]),
        (["intro.md", "b/intro.md"], ["intro", "b-intro"]),
        (["x/a/intro.md", "y/a/intro.md", "y/b/intro.md"], ["x-a-intro", "y-a-intro", "b-intro"]),
        (["a/b/index.md", "c/b/index.md"], ["a-b", "c-b"]),
        (["x/a/intro.md", "b/intro.md", "a-intro.md"], ["x-a-intro", "intro", "a-intro"]),
        (["articles/intro.md", "b/intro.md"], ["intro", "b-intro"]),
        (["a/Intro.md", "b/intro.md"], ["a-intro", "b-intro"]),
        (["a/b.md", "a/b.en.md", "a/b.pt-br.md"], ["b", "b-en", "b-pt-br"]),
        (["a/index.md", "a/index.en.md", "a/index.es.md"], ["a", "a-en", "a-es"]),
        (["Über uns/intro.md", "b/intro.md"], ["über-uns-intro", "b-intro"]),
    ],
)
def test_pages_of_one_name_keep_their_folder_where_that_is_needed(tmp_path, names, slugs):
    files = {name: f"# Page {number}\n" for number, name in enumerate(names)}
    outcome = import_content(write_files(tmp_path, files))
    assert outcome.failure == ""
    found = {page.title: page.slug for page in Article.objects.all()}
    assert [found[f"Page {number}"] for number in range(len(names))] == slugs
    sentence = "To tell pages of one name apart, these have their folder or language in their slug: "
    told = [sentence in warning for warning in outcome.warnings]
    assert told == ([] if "a/b.en.md" in names else [True])  # whose slug has its language anyway
    assert import_content(tmp_path).total.startswith(NOTHING_NEW)


def test_a_link_finds_the_right_one_of_two_pages_of_one_name(tmp_path):
    files = {"a/intro.md": "# A\n\n[b](../b/intro.md) [c](intro.md)\n", "b/intro.md": "# B\n"}
    import_content(write_files(tmp_path, files))
    assert Article.objects.get(title="A").body == "[b](/articles/b-intro/) [c](/articles/a-intro/)"
