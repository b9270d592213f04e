"""What an editor may paste, and what a feed makes of it."""

import pytest

from articles.models import Article, Topic
from hub.feeds.formats import AtomFeed, JsonFeed, RssFeed
from tests.factories import hours_ago, make_article, make_author, make_topic
from tests.hub.feeds.feed_reader import ALL, content, titles

pytestmark = pytest.mark.django_db


@ALL
def test_whatever_stands_in_a_title_reads_as_it_was_written(client, address):
    written = "<script> & C++ ]]> \u200fעברית\u200f 🦄 'quoted' \"twice\" &nbsp;"
    make_article(title=written)
    assert titles(client, address) == [written]


@ALL
def test_whatever_stands_in_a_text_keeps_the_feed_well_formed(client, address):
    make_article(body="]]> `&nbsp;` <b>bold</b> \u200f 🦄\n\n```\n<![CDATA[ ]]>\n```\n")
    html = content(client, address)
    assert "]]&gt;" in html
    assert "&amp;nbsp;" in html
    assert "&lt;b&gt;bold" in html
    assert "🦄" in html


@ALL
def test_control_characters_written_past_the_models_do_not_break_a_feed(client, address):
    make_article(topic=make_topic(), author=make_author())
    noise = "a\x0b\x01b\ufffe"
    Article.objects.update(title=noise, summary=noise, lead_html=f"<p>{noise}</p>")
    Topic.objects.update(name=noise)
    assert titles(client, address) == ["ab"]
    assert "<p>ab</p>" in content(client, address)


@pytest.mark.parametrize("kind", [RssFeed, AtomFeed, JsonFeed])
def test_a_lone_surrogate_is_left_out(kind):
    moment = hours_ago(1)
    feed = kind(title="A\ud800B", link="https://hub.example/", description="", feed_url="", author_name="x")
    feed.add_item(
        title="C\udfffD",
        link="https://hub.example/c/",
        description="E\ud800",
        content="F\ud800",
        categories=["G\ud800"],
        pubdate=moment,
        updateddate=moment,
    )
    written = feed.writeString("utf-8").encode()
    assert b"AB" in written
    assert b"CD" in written
