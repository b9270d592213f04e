"""The two views behind the editor: they answer staff who may write, and nobody else."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.markdown.rendering import render
from articles.models.rendered import LONGEST_TEXT
from tests.desk import make_staff, signed_in

pytestmark = pytest.mark.django_db
PREVIEW, UPLOAD = "/admin/markdown/preview/", "/admin/markdown/upload/"


def picture():
    file = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, "PNG")
    return SimpleUploadedFile("shot.png", file.getvalue(), "image/png")


@pytest.fixture
def author():
    return signed_in(make_staff("Authors"))


def send(client, address, **data):
    return client.post(address, {"content": "*x*", "image": picture()} | data)


def is_one_short_line(response):
    text = response.content.decode()
    return response["Content-Type"].startswith("text/plain") and 0 < len(text) < 120 and "\n" not in text


def test_the_preview_is_what_the_page_will_show(author):
    text = "## Why\n\n| a |\n|---|\n| 1 |\n\n<script>alert(1)</script>"
    response = author.post(PREVIEW, {"content": text})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert response.content.decode() == render(text).html
    assert "<h2" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_the_preview_of_nothing_is_nothing(author):
    assert author.post(PREVIEW).content == b""


def test_a_text_too_long_for_a_preview_gets_a_short_line(author):
    assert author.post(PREVIEW, {"content": "a" * LONGEST_TEXT}).status_code == 200
    response = author.post(PREVIEW, {"content": "a" * (LONGEST_TEXT + 1)})
    assert response.status_code == 413
    assert is_one_short_line(response)


def test_an_uploaded_picture_comes_back_as_markdown_that_shows_it(author):
    code = send(author, UPLOAD).json()["image_code"]
    assert code.startswith("![](/media/")
    response = author.get(code[4:-1])
    assert response.status_code == 200
    assert Image.open(BytesIO(response.getvalue())).size == (30, 20)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"image": "no file"},
        {"image": SimpleUploadedFile("x.png", b"<script>alert(1)</script>", "image/png")},
        {"image": SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")},
        {"image": SimpleUploadedFile("x.png", b"", "image/png")},
    ],
)
def test_what_is_no_picture_is_refused_in_one_short_line(author, data, settings):
    response = author.post(UPLOAD, data)
    assert response.status_code == 400
    assert is_one_short_line(response)
    assert not Path(settings.MEDIA_ROOT).exists()


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_nobody_without_the_right_to_write_gets_an_answer(address, client):
    reader = signed_in(make_staff(is_staff=False, is_superuser=True))
    dismissed = make_staff("Editors")
    left = signed_in(dismissed)
    dismissed.is_active = False
    dismissed.save()
    for nobody in (client, reader, left, signed_in(make_staff())):
        response = send(nobody, address)
        assert response.status_code == 403
        assert is_one_short_line(response)


@pytest.mark.parametrize("right", ["add_article", "change_article", "add_comparison", "change_comparison"])
@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_any_right_to_write_pages_suffices(address, right):
    user = make_staff()
    user.user_permissions.add(Permission.objects.get(codename=right))
    assert send(signed_in(user), address).status_code == 200


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_right_that_has_nothing_to_do_with_writing_does_not_suffice(address):
    user = make_staff()
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    assert send(signed_in(user), address).status_code == 403


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_they_answer_to_post_only(author, address):
    for method in ("get", "head", "put", "delete", "options", "trace"):
        assert getattr(author, method)(address).status_code == 405


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_foreign_page_cannot_ask_in_the_name_of_an_editor(address):
    client = signed_in(make_staff("Editors"), enforce_csrf_checks=True)
    assert send(client, address).status_code == 403
    client.get(reverse("admin:index"))
    token = client.cookies["csrftoken"].value
    answer = client.post(address, {"content": "x", "image": picture()}, headers={"X-CSRFToken": token})
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/markdownx/markdownify/", "/markdownx/upload/"])
def test_the_views_that_markdownx_brings_along_answer_nobody(address):
    superuser = signed_in(make_staff(is_superuser=True))
    for client in (Client(), superuser):
        assert client.post(address, {"content": "x", "image": picture()}).status_code == 404
