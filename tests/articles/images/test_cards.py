"""Social cards as pictures; tests/comparisons/test_metadata.py asks for them at their address."""

from io import BytesIO

import pytest
from PIL import Image

from articles.images.cards import ACCENT, Card, draw_card, drawable, inter, shorten, wrap

PAGE = "0" * 32
TITLES = {
    "short": "Django vs FastAPI",
    "long": "A title that goes on and on " * 6,
    "one word": "x" * 160,
    "japanese": "日本語",
    "arabic, marks, emoji": "العربية \u202e\u0301 😀",
    "nothing": "",
    "brackets": "<b>&amp;</b>\n\t",
}


def pixels(card):
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_picture_of_the_size_that_pages_announce(title):
    picture = Image.open(BytesIO(draw_card(Card(PAGE, title, ("Django", title), title))))
    assert picture.format == "PNG"
    assert picture.size == (1200, 630)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_text_reaches_the_edge(title):
    picture = pixels(Card(PAGE, title, (title,) * 9, title * 3))
    paper = picture.getpixel((1199, 0))
    for edge in [(1180, 0, 1200, 630), (30, 600, 1200, 630), (30, 0, 1200, 50)]:
        assert picture.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), paper)]


def test_a_card_has_the_accent_of_the_site():
    accent = tuple(int(ACCENT[index : index + 2], 16) for index in (1, 3, 5))
    bar = pixels(Card(PAGE, "x")).getpixel((5, 300))
    assert all(abs(got - wanted) < 6 for got, wanted in zip(bar, accent, strict=True))


def test_title_technologies_and_sentence_are_all_drawn():
    whole = Card(PAGE, "Title", ("Django", "Flask"), "Take Django.")
    parts = [
        Card(PAGE, "Titles", whole.technologies, whole.sentence),
        Card(PAGE, "Title", ("Flask", "Django"), whole.sentence),
        Card(PAGE, "Title", whole.technologies, "Take Flask."),
    ]
    assert len({draw_card(card) for card in [whole, *parts]}) == 4


def test_the_name_follows_from_what_is_shown_and_from_nothing_else(settings):
    card = Card(PAGE, "Title", ("Django", "Flask"), "Sentence.")
    assert card.name == Card(PAGE, "Title", ("Django", "Flask"), "Sentence.").name
    others = [
        Card("1" * 32, "Title", ("Django", "Flask"), "Sentence."),
        Card(PAGE, "Other", ("Django", "Flask"), "Sentence."),
        Card(PAGE, "Title", ("Flask", "Django"), "Sentence."),
        Card(PAGE, "Title", ("Django, Flask",), "Sentence."),
        Card(PAGE, "Title", ("Django", "Flask"), ""),
    ]
    names = {card.name, *(other.name for other in others)}
    settings.SITE_NAME = "Another hub"
    assert len({*names, card.name}) == 7


def test_signs_without_a_letter_in_our_font_are_left_out_or_lose_their_accent():
    assert drawable("Crème brûlée 😀 → C++") == "Crème brûlée → C++"
    assert drawable("a\u0336 word with a line\u20de") == "a word with a line"
    assert drawable("日本語") == ""
    assert drawable("Django と FastAPI の比較をする話") == ""  # half of it would say something else


@pytest.mark.parametrize(
    "title",
    [
        *("Zażółć gęślą jaźń", "Łukasz, Søren, Đorđe", "Příliš žluťoučký kůň", "Kızılay ve İstanbul", "Ħal Għaxaq"),
        *("Tiếng Việt", "Ọ̀rọ̀ Yorùbá", "Şirvan ţară Ţ Ș", "Õnne, ŵy", "Привет, мир", "Ελληνικά", "Straße"),
    ],
)
def test_letters_of_latin_greek_and_cyrillic_are_drawn_as_they_are(title):
    assert drawable(title) == Card(PAGE, title).alt == title


@pytest.mark.parametrize("word", ["語Django", "mot\u10d0", "x語", "ไทย"])
def test_a_word_that_would_lose_a_letter_is_left_out_as_a_whole(word):
    title = f"What the sign {word} does to the text search of PostgreSQL, of SQLite and of most others besides these"
    left = title.replace(f" {word}", "")
    assert Card(PAGE, title, (), title).alt == f"{left} – {left}"
    assert draw_card(Card(PAGE, title)) == draw_card(Card(PAGE, left))


def test_a_title_that_cannot_be_drawn_gives_way_to_the_technologies_and_then_to_the_site():
    assert draw_card(Card(PAGE, "日本語", ("A", "B"))) == draw_card(Card(PAGE, "A vs B"))
    assert draw_card(Card(PAGE, "日本語")) == draw_card(Card(PAGE, "Learning Hub"))


def test_lines_fit_their_width_and_lose_no_letter():
    font = inter(60, 700)
    for text in [*TITLES.values(), "word " * 40, "a " + "b" * 90 + " c"]:
        lines = wrap(text.strip(), font)
        assert all(font.getlength(line) <= 1024 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert shorten(["one two", "three four", "five"], 2) == ["one two", "three…"]
    assert shorten(["one two"], 2) == ["one two"]


@pytest.mark.parametrize("title", ["日本語", "العربية", "हिंदी में लिखना", "ภาษาไทย", "שלום", "\U0001f980"])
def test_the_words_of_a_card_claim_no_title_that_our_font_cannot_write(settings, title):
    settings.SITE_NAME = "The Hub"
    about = Card(PAGE, title, ("Django", "日本語", "Flask"), "A sentence.")
    assert about.alt == "Django vs Flask – A sentence."
    assert draw_card(about) == draw_card(Card(PAGE, "Django vs Flask", (), "A sentence."))
    assert Card(PAGE, title, (), title).alt == "The Hub"
    assert Card(PAGE, "Zażółć gęślą", ("Django",)).alt == "Zażółć gęślą – Django"


@pytest.mark.parametrize("word", ["語", "שלט", "ა", "ไทย"])
def test_the_words_of_a_card_leave_out_the_word_that_its_title_lost(word):
    title = f"What the sign {word} does to the text search of PostgreSQL and SQLite"
    assert Card(PAGE, title).alt == "What the sign does to the text search of PostgreSQL and SQLite"
