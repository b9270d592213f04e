"""Slugs keep the signs of every script, one address leads on from every form of it, and every name can be seen."""

import pytest
from django.core.exceptions import ValidationError

from articles.markdown.rendering import render
from articles.models import FAQ, Article, Author, Tag, Topic
from articles.slugify import make_slug
from comparisons.models import Feature, FeatureGroup, Technology
from tests.desk import errors_of, form_at, make_staff, shown, signed_in
from tests.factories import make_article, make_comparison, make_faq, make_feature, make_technology, make_topic
from tests.hub.content.content_files import import_content, write_files

SCRIPTS = {
    "हिंदी में लिखना": "हिंदी-में-लिखना",
    "தமிழ் மொழி": "தமிழ்-மொழி",
    "ภาษาไทยที่นี่": "ภาษาไทยที่นี่",
    "বাংলা ভাষা": "বাংলা-ভাষা",
    "ភាសាខ្មែរ": "ភាសាខ្មែរ",
    "မြန်မာ": "မြန်မာ",
    "ދިވެހި": "ދިވެހި",
    "שָׁלוֹם": "שָׁלוֹם",
    "אֱלֹהִים־טוב": "אֱלֹהִים-טוב",
    "مُحَمَّد بْنُ مُوسَىٰ": "مُحَمَّد-بْنُ-مُوسَىٰ",
    "ܡܰܠܟܳܐ": "ܡܰܠܟܳܐ",
    "བོད་སྐད": "བོད-སྐད",
    "Front‐end, non‑blocking": "front-end-non-blocking",
    "Ọ̀rọ̀ Yorùbá": "ọ̀rọ̀-yorùbá",
    "İstanbul": "istanbul",
    "Malgre\u0301 tout": "malgré-tout",
}


@pytest.mark.parametrize("title", SCRIPTS)
def test_slugs_and_ids_of_headings_keep_the_signs_of_their_letters(title):
    assert make_slug(title) == SCRIPTS[title]
    assert render(f"## {title}").contents[0]["id"] == SCRIPTS[title]
    assert f'id="{SCRIPTS[title]}"' in render(f"## {title}").html


@pytest.mark.parametrize(
    ("title", "slug"),
    [("❤\ufe0f Rust", "rust"), ("1\ufe0f\u20e3 one", "1-one"), ("a \u0301 b", "a-b"), ("\u0301", ""), ("\u200bx", "x")],
)
def test_a_sign_that_belongs_to_no_letter_is_in_no_slug(title, slug):
    assert make_slug(title) == slug


@pytest.mark.django_db
@pytest.mark.parametrize("title", SCRIPTS)
def test_a_page_in_any_script_is_read_and_saved_under_its_slug(client, title):
    article = make_article(title=title)
    make_faq(article, question=title)
    article.full_clean()
    article.faqs.get().full_clean()
    assert client.get(f"/articles/{SCRIPTS[title]}/").status_code == 200
    editor = signed_in(make_staff("Editors"))
    address = f"/admin/articles/article/{article.pk}/change/"
    assert editor.post(address, form_at(editor, address, slug=f"{article.slug}-2")).status_code == 302
    assert client.get(f"/articles/{SCRIPTS[title]}/")["Location"].endswith("-2/")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["हिंदी", "தமிழ்-மொழி", "ภาษาที่"])
def test_files_in_any_script_keep_their_name_as_slug(tmp_path, slug):
    write_files(tmp_path, {f"articles/{slug}.md": f"---\ntitle: A\nstatus: published\naliases: [{slug}क]\n---\nText."})
    import_content(tmp_path)
    assert Article.objects.get().slug == slug
    assert list(Article.objects.get().old_slugs().values_list("slug", flat=True)) == [f"{slug}क"]


# --- one address --------------------------------------------------------------

NAME = "Malgré हिंदी"


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["malgre\u0301-हिंदी", "Malgré-हिंदी", "MALGRE\u0301-हिंदी", "ｍalgré-हिंदी"])
@pytest.mark.parametrize(
    ("make", "addresses"),
    [
        (lambda: make_article(title=NAME), ["/articles/{}/", "/articles/{}.md"]),
        (lambda: make_topic(name=NAME), ["/topics/{}/", "/topics/{}/rss.xml"]),
        (lambda: make_feature(name=NAME), ["/features/{}/", "/features/{}.md"]),
        (
            lambda: make_technology(name=NAME),
            ["/technologies/{}/", "/technologies/{}.md", "/technologies/{}/rss.xml", "/technologies/{}/changes.xml"],
        ),
        (
            lambda: make_comparison(title=NAME),
            [f"/comparisons/{{}}{end}" for end in ("/", ".md", ".json", ".csv", "/embed/", "/changes.xml")],
        ),
    ],
)
def test_every_form_of_an_address_leads_to_the_one_that_is_used(client, make, addresses, asked):
    slug = make().slug
    for address in addresses:
        assert client.get(address.format(slug)).status_code == 200
        response = client.get(address.format(asked))
        assert response.status_code == 301
        assert client.get(response["Location"]).wsgi_request.path == address.format(slug)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["hello_world", "HELLO_WORLD", "hello_World"])
def test_a_slug_that_was_chosen_in_capitals_is_found_in_small_letters(client, asked):
    make_article(slug="Hello_World")
    assert client.get(f"/articles/{asked}/")["Location"] == "/articles/Hello_World/"


@pytest.mark.django_db
def test_a_slug_in_capitals_takes_no_address_of_another(client):
    small = make_article(slug="hello")
    make_article(slug="Hello")
    assert client.get("/articles/hello/").context["article"].pk == small.pk
    assert not small.old_slugs().exists()


# --- names that can be seen ---------------------------------------------------

UNSEEN = ["\u200b", " \u00a0 ", "\u200b\u2060\ufeff", "\u00ad", "\u3164", "\u2800", "\u202e\u202c", "\u0301", "\ue000"]


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("model", [Topic, Tag, Author, Technology, FeatureGroup, Feature])
@pytest.mark.django_db
def test_a_name_that_nobody_can_see_is_refused(model, name):
    with pytest.raises(ValidationError) as error:
        model(name=name).full_clean()
    assert "name" in error.value.message_dict


@pytest.mark.django_db
@pytest.mark.parametrize("title", UNSEEN)
def test_a_title_that_nobody_can_see_is_refused_at_the_desk_and_loses_nothing(title):
    editor = signed_in(make_staff("Editors"))
    address = "/admin/articles/article/add/"
    response = editor.post(address, form_at(editor, address, title=title, body="Typed."))
    assert response.status_code == 200
    assert len(errors_of(response)) == 1
    assert shown(response)["body"] == "Typed."
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("escaped", [r"\u200b", r"\u2060\u200b", r"\u3164", r"\u00ad"])
def test_a_title_that_nobody_can_see_is_refused_by_an_import_with_file_and_line(tmp_path, escaped):
    write_files(tmp_path, {"articles/a.md": f'---\ntitle: "{escaped}"\n---\nText.'})
    assert import_content(tmp_path).errors == ["articles/a.md:2: title: Nobody would see this title: write one."]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_question_that_nobody_can_see_is_refused_and_a_sign_alone_is_none_of_those():
    with pytest.raises(ValidationError, match="Nobody would see this question"):
        FAQ(article=make_article(), question="\u200b", answer="A").full_clean()
    for name in ("?", "🦀", "C", "हि"):
        Topic(name=name).full_clean()
