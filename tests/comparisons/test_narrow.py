"""Where the long names of programs may break, so that a column of a phone does not break them elsewhere."""

import pytest

from comparisons.templatetags.answered import breakable


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Official plugin @fastify/websocket", "Official plugin <wbr>@fastify/<wbr>websocket"),
        ("request.authorization", "<wbr>request.<wbr>authorization"),
        ("AuthenticationMiddleware", "<wbr>Authentication<wbr>Middleware"),
        ("djangorestframework-simplejwt", "<wbr>djangorestframework-<wbr>simplejwt"),
    ],
)
def test_a_long_name_may_break_where_its_parts_meet(text, html):
    assert breakable(text) == html


@pytest.mark.parametrize("text", ["Built in", "internationalisation", "a/b", "6.1.3 (3 November 2026)", ""])
def test_words_and_short_names_stay_whole(text):
    assert breakable(text) == text


def test_what_may_break_is_escaped():
    assert breakable("<b>x/y-z</b>-abcdefgh") == ("<wbr>&lt;b&gt;x/<wbr>y-<wbr>z&lt;/b&gt;-abcdefgh")
