import pytest

from articles.absolute import absolute_url, make_absolute

PAGE = "https://hub.example/articles/here/"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://hub.example"


def test_a_path_becomes_an_address_of_the_site():
    assert absolute_url("/topics/web/") == "https://hub.example/topics/web/"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('<a href="/topics/web/">', '<a href="https://hub.example/topics/web/">'),
        ('<a href="#speed">', f'<a href="{PAGE}#speed">'),
        ('<a href="../there/">', '<a href="https://hub.example/articles/there/">'),
        ('<a href="//cdn.example/x">', '<a href="https://cdn.example/x">'),
        ('<a href="https://other.example/a?b=1&amp;c=2#d">', '<a href="https://other.example/a?b=1&amp;c=2#d">'),
        ('<a href="?a=1&amp;b=2">', f'<a href="{PAGE}?a=1&amp;b=2">'),
        ('<a href="mailto:us@hub.example">', '<a href="mailto:us@hub.example">'),
        ('<img alt="x" src="/media/a.png">', '<img alt="x" src="https://hub.example/media/a.png">'),
        ('<blockquote cite="/a/">', '<blockquote cite="https://hub.example/a/">'),
        ('<a href="http://[">', '<a href="http://[">'),
    ],
)
def test_links_and_images_resolve_against_the_page(written, meant):
    assert make_absolute(written, PAGE) == meant


@pytest.mark.parametrize(
    "html",
    [
        '<code>&lt;a href="/login"&gt;</code>',
        '<p>Write href="/login" in it.</p>',
        '<span title="see href=" class="src"></span>',
        '<td data-href="/login">1 &lt; 2 &amp;&amp; "x"</td>',
    ],
)
def test_what_only_looks_like_a_link_stays_as_it_was_written(html):
    assert make_absolute(html, PAGE) == html


def test_a_value_that_holds_other_names_or_signs_does_not_hide_the_address_after_it():
    html = '<img alt="a > b, href=" src="/a.png">'
    assert make_absolute(html, PAGE) == '<img alt="a > b, href=" src="https://hub.example/a.png">'
