"""Django in threads: what passes through, what is refused, and what goes on while the database hangs."""

import asyncio
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import User
from hub.page_cache import threads
from hub.page_cache.requests import resolve_address
from hub.page_cache.threads import DjangoInThreads
from tests.desk import BACKEND
from tests.factories import make_user

PICTURE = "0123456789abcdef0123-4x4.png"


@pytest.mark.django_db
def test_a_form_reaches_its_view(reader):
    make_user(username="me", is_superuser=True, password="correct horse battery")
    page = reader.get("/admin/login/")
    token = page["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
    form = f"username=me&password=correct+horse+battery&csrfmiddlewaretoken={token}".encode()
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    answer = reader.get("/admin/login/?next=/admin/", "POST", headers, form)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert User.objects.get().last_login


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/corrections/new/", "/admin/login/", "/admin/logout/", "/admin", "/nowhere/"]
)
def test_a_stranger_cannot_send_more_than_a_form_for_strangers_holds(reader, monkeypatch, address):
    monkeypatch.setattr(threads, "LARGEST_FORM", 1000)
    for method in ("POST", "GET", "PUT"):
        assert reader.get(address, method, {"Cookie": "a=b"}, b"x" * 1001).status_code == 413
        pieces = reader.get(address, method, {"Cookie": "a=b", "Content-Length": "10"}, b"x" * 1001)
        assert pieces.status_code == 413
    assert reader.django.asked == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "forged", "reader", "former", "editor"])
def test_more_than_a_form_is_read_at_the_desk_of_those_alone_who_work_there(reader, monkeypatch, who):
    monkeypatch.setattr(threads, "LARGEST_RESCUED", 1000)
    monkeypatch.setattr(threads, "LARGEST_BODY", 2000)
    client, cookie = Client(), "sessionid=forged"
    if who in {"reader", "former", "editor"}:
        user = make_user(username="me", is_staff=who != "reader")
        client.force_login(user, backend=BACKEND)
        User.objects.update(is_active=who != "former")
        cookie = f"sessionid={client.cookies['sessionid'].value}"
    headers = {} if who == "nobody" else {"Cookie": cookie}
    assert reader.get("/admin/content/import/", "POST", headers, b"x" * 1001).status_code == (
        403 if who == "editor" else 413
    )
    assert reader.django.asked == (["/admin/content/import/"] if who == "editor" else [])
    assert reader.get("/admin/content/import/", "POST", headers, b"x" * 2001).status_code == 413


@pytest.mark.django_db
def test_a_picture_is_sent_piece_by_piece_and_kept_whole(reader, keen_reader):
    name = default_storage.save(PICTURE, ContentFile(b"picture" * 20_000))
    for one in (reader, keen_reader, keen_reader):
        answer = one.get(f"/media/{name}", headers={"Cookie": "a=b"} if one is reader else {})
        assert answer.content == b"picture" * 20_000
        assert answer["Content-Type"] == "image/png"
    assert answer["X-Cache"] == "hit"
    assert reader.get(f"/media/{name}", "HEAD", {"Cookie": "a=b"}).content == b""


@pytest.mark.django_db
def test_too_many_at_once_are_told_to_come_again(reader, monkeypatch):
    monkeypatch.setattr(threads, "MOST_WAITING", 0)
    for address in ("/", "/search/"):
        answer = reader.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "1")


@pytest.mark.django_db
def test_text_is_compressed_for_whoever_asks_also_where_it_is_not_public(reader):
    page = reader.get("/admin/login/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert page["Vary"] == "Cookie, Accept-Encoding"
    assert "Content-Encoding" not in reader.get("/admin/login/", headers={"Accept-Encoding": "gzip;q=0"})


def scope_of(path):
    return {"path": path, "address": resolve_address(path, b"")}


def test_the_site_says_that_it_is_alive_while_every_thread_waits_for_the_database():
    async def ask():
        django, hangs = DjangoInThreads(1), threading.Event()
        waiting = asyncio.ensure_future(django.in_thread(scope_of("/"), hangs.wait))
        await asyncio.sleep(0.05)
        answer = await asyncio.wait_for(django.in_thread(scope_of("/healthz"), lambda: "alive"), 5)
        hangs.set()
        await waiting
        return answer

    assert asyncio.run(ask()) == "alive"


def test_a_body_that_is_refused_is_read_to_its_end_so_that_the_answer_is_seen(monkeypatch):
    monkeypatch.setattr(threads, "MOST_DRAINED", 25)
    pieces = iter([{"body": b"x" * 10, "more_body": True}] * 9)

    async def receive():
        return next(pieces)

    scope = {"headers": [(b"content-length", b"90")]}
    with pytest.raises(threads.Refused):
        asyncio.run(threads.limited(scope, receive, 15)())
    assert len(list(pieces)) == 5  # one to see that it is too much, and three to pass the limit
