"""Pictures are removed for good: those that nothing uses, or those that somebody names."""

import os
import time
from io import BytesIO, StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image

from articles.history import revisions, trash
from articles.images.encoding import store_image
from articles.models import Deletion
from hub.models import ContentChange
from tests.factories import make_article, make_faq

pytestmark = pytest.mark.django_db


def store(colour, days=2, width=30):
    """The address of a picture that was uploaded days ago."""
    file = BytesIO()
    Image.new("RGB", (width, 20), colour).save(file, "PNG")
    url = store_image(SimpleUploadedFile("x", file.getvalue()))
    then = time.time() - days * 24 * 60 * 60
    os.utime(default_storage.path(url.rpartition("/")[2]), (then, then))
    return url


def remove(*args, **options):
    out = StringIO()
    call_command("remove_pictures", *args, stdout=out, **options)
    return out.getvalue()


def test_what_a_page_a_draft_an_answer_an_earlier_state_or_the_trash_uses_stays(client):
    colours = iter(["red", "green", "blue", "teal", "gold", "navy"])
    used = [store(next(colours)) for _ in range(5)]
    page = make_article(body=f"![a]({used[0]})")
    make_article(status="draft", published_at=None, body=f"![a]({used[1]})")
    make_faq(page, answer=f"![a]({used[2]})")
    page.body = f"![a]({used[3]})"
    page.save()
    revisions.record(page)
    page.body = f"![a]({used[0]})"
    page.save()
    deleted = make_article(body=f"![a]({used[4]})")
    trash.discard(deleted)
    unused = store(next(colours))
    assert remove() == f"{unused.rpartition('/')[2]} removed\n1 removed\n"
    assert [client.get(address).status_code for address in used] == [200] * 5
    assert client.get(unused).status_code == 404


def test_what_was_uploaded_today_stays_since_its_text_may_not_be_saved_yet(client):
    address = store("red", days=0)
    assert remove() == "0 removed\n"
    assert client.get(address).status_code == 200


def test_earlier_states_of_what_left_the_trash_keep_nothing(client):
    address = store("red")
    page = make_article(body=f"![a]({address})")
    revisions.record(page)
    trash.discard(page)
    assert "0 removed" in remove()
    Deletion.objects.all().delete()
    assert "1 removed" in remove()
    assert client.get(address).status_code == 404


def test_a_named_picture_goes_at_once(client):
    address = store("red", days=0, width=1000)
    remove(f"https://hub.example.org{address}")
    assert client.get(address).status_code == 404
    assert default_storage.listdir("")[1] == []


def test_a_named_picture_that_a_text_uses_goes_only_by_another_word(client):
    address = store("red")
    make_article(body=f"![a]({address})")
    with pytest.raises(CommandError, match="Still used"):
        remove(address)
    assert client.get(address).status_code == 200
    remove(address, used=True)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["../hub.sqlite3", "x.png", "", "0123456789abcdef0123-30x20.png", "/media/"])
def test_what_is_no_stored_picture_is_refused(name):
    store("red")
    with pytest.raises(CommandError, match="Nothing was removed"):
        remove(name)


def test_processes_that_hold_it_in_memory_are_told_by_a_takedown():
    store("red")
    before = ContentChange.objects.version()
    remove()
    after = ContentChange.objects.version()
    assert before.split()[-1] != after.split()[-1]
    assert remove() == "0 removed\n"
    assert ContentChange.objects.version() == after
