"""Words in every language are found as readers type them: the same on SQLite and PostgreSQL."""

import pytest

from hub.search import index
from tests.factories import make_article
from tests.hub.search.test_search import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Łukasz Langa", "Lukasz Langa"),
        ("Søren", "Soren"),
        ("Đorđe", "Dorde"),
        ("Ælfred", "Aelfred"),
        ("Straßenfest", "Strassenfest"),
        ("Kızılay", "Kizilay"),
        ("Œuvre", "oeuvre"),
        ("Þór", "thor"),
        ("Ħal Għaxaq", "hal ghaxaq"),
        ("STRAẞE", "strasse"),
        ("Strassenfest", "Straßenfest"),
        ("Lukasz", "Łukasz"),
        ("Donau\u00addampfschiff", "Donaudampfschiff"),
        ("zero\u200bwidth", "zerowidth"),
        ("word\u2060joiner", "wordjoiner"),
        ("front-end", "frontend"),
        ("Real-time e-mail", "realtime"),
        ("A non\u2011blocking server", "nonblocking"),
        ("front-end", "front end"),
        ("The frontend", "front-end"),
        ("Realtime", "real-time"),
        ("A nonblocking server", "non\u2011blocking"),
        ("frontend", "front-end -back-end"),
        ("-webkit-text-stroke", "-webkit-text-stroke"),
        ("The -word of a shell", "-word"),
        ("数据库的索引", "数据库"),
        ("データベースの索引", "索引"),
        ("ฐานข้อมูลและดัชนี", "ข้อมูล"),
        ("ຖານຂໍ້ມູນ", "ຂໍ້ມູນ"),
        ("ဒေတာဘေ့စ်", "ဘေ့စ်"),
        ("हिंदी में लिखना", "हिंदी"),
        ("தமிழ் மொழி", "தமிழ்"),
        ("বাংলা ভাষা", "ভাষা"),
        ("שָׁלוֹם", "שלום"),
        ("שלום", "שָׁלוֹם"),
        ("مُحَمَّد", "محمد"),
        ("محمد", "مُحَمَّد"),
        ("محـــمد", "محمد"),
        ("ٱلْقُرْآنِ", "القران"),
        ("بِسۡمِ ٱللَّهِ", "بسم الله"),
        ("مُوسَىٰ", "موسي"),
        ("کتاب", "كتاب"),
        ("אֱלֹהִים־טוב", "אלהים טוב"),
        ("בְּרֵאשִׁ֖ית", "בראשית"),
        ("בראשית", "בְּרֵאשִׁית"),
        ("ܡܰܠܟܳܐ", "ܡܠܟܐ"),
        ("می\u200cخواهم", "میخواهم"),
        ("Ọ̀rọ̀ Yorùbá", "oro yoruba"),
        ("left\u200eright", "leftright"),
        ("İstanbul", "istanbul"),
        ("ﬁnance", "finance"),
        ("Oﬃce", "office"),
        ("oﬀice oﬄine", "office offline"),
        ("oﬄine", "oﬀline"),
        ("ﬅable faﬆ", "stable fast"),
        ("fast", "faﬅ"),
        ("ΛΟΓΟΣ", "λογος"),
        ("Ɛwe and Ŋgai", "ewe ngai"),
        ("Nguyễn Đà Nẵng", "nguyen da nang"),
        ("ẞ", "ss"),
        ("soft\u00adware engi\u2060neer", "software engineer"),
        ("software", "soft\u200bw\u00adare"),
        ("Wi-Fi", "wifi"),
        ("state-of-the-art", "stateoftheart"),
        ("--no-sandbox", "--no-sandbox"),
        ("-O2 or -O3", "-O2"),
        ("@media", "@media"),
        ("한국어 데이터베이스를", "데이터베이스"),
    ],
)
def test_a_word_is_found_as_readers_type_it(client, title, query):
    make_article(title="Something else", body="Nothing of it.")
    article = make_article(title=title, body="Text.")
    index.rebuild()
    assert found(client, query) == [article.title.translate(dict.fromkeys(map(ord, "\u00ad\u200b\u2060")))]


TYPESET = [
    *(("oﬃce", "office"), ("oﬀice", "office"), ("ofﬁces", "office"), ("raﬄe", "raffle"), ("stuﬀ", "stuff")),
    *(("faﬅer", "faster"), ("faﬆest", "fastest"), ("eaﬆ", "east"), ("ﬅable", "stable"), ("stable", "ﬆable")),
]
POINTED = [("مُحَمَّد", "محمد"), ("שָׁלוֹם", "שלום"), ("محـــمد", "محمد"), ("ٱلْقُرْآنِ", "القران")]


@pytest.mark.parametrize(
    ("written", "query"),
    [("Straße", "strasse"), ("Ælfred", "aelfred"), ("Søren", "soren"), ("ﬁnance", "finance"), *TYPESET, *POINTED],
)
def test_what_is_found_is_marked_as_it_is_written(client, written, query):
    make_article(title="A title", body=f"Of {written} a text.")
    index.rebuild()
    assert f"<mark>{written}</mark>" in client.get("/search/", {"q": query}).content.decode()


def test_what_a_compound_leaves_out_is_left_out_in_one_word_too(client):
    make_article(title="Texts about a backend", body="Text.")
    kept = make_article(title="Texts about a browser", body="Text.")
    index.rebuild()
    assert found(client, "texts -back-end") == [kept.title]


@pytest.mark.parametrize(("written", "query"), [("हिंदी", "हद"), ("ข้อมูล", "ขอมล"), ("தமிழ்", "தமழ"), ("数据库", "据数")])
def test_a_word_of_other_vowels_or_in_another_order_is_another_word(client, written, query):
    make_article(title=written, body="Text.")
    index.rebuild()
    assert found(client, query) == []


@pytest.mark.parametrize("written", ["हिंदी", "தமிழ்", "ข้อมูล", "索引"])
def test_words_of_every_script_are_marked(client, written):
    make_article(title="A title", body=f"Of {written} a text.")
    index.rebuild()
    assert f"<mark>{written}</mark>" in client.get("/search/", {"q": written}).content.decode()


def test_no_phrase_runs_from_the_text_into_what_is_one_word_to_some(client):
    make_article(title="front-end last", body="Text.")
    index.rebuild()
    assert found(client, '"last frontend"') == []
