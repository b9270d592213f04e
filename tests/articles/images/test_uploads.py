"""Pictures as they are served: only our own, and so that nothing in them can run."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.images.encoding import store_image

pytestmark = pytest.mark.django_db
OTHER_NAME = "0123456789abcdef0123-30x20.png"


def store(format="PNG"):
    file = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, format)
    return store_image(SimpleUploadedFile("x", file.getvalue()))


@pytest.mark.parametrize(
    ("format", "content_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
def test_a_picture_is_served_as_what_it_is(client, format, content_type):
    response = client.get(store(format))
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert Image.open(BytesIO(response.getvalue())).format == format


def test_nothing_in_a_picture_can_run_and_browsers_keep_it(client):
    response = client.get(store())
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].startswith("public, max-age=3600, s-maxage=1")
    assert "attachment" not in response.get("Content-Disposition", "")


def test_a_picture_is_the_same_for_everybody(client, django_assert_num_queries):
    address = store()
    with django_assert_num_queries(0):
        response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_picture_can_be_asked_for_by_get_and_head_only(client):
    address = store()
    assert client.head(address).status_code == 200
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "secret.png",
        "page.html",
        "0123456789abcdef0123-30x20.html",
        "0123456789abcdef0123-30x20.png.html",
        "0123456789abcdef0123-30x20.png%0A",
        "0123456789ABCDEF0123-30x20.png",
        "..%2Fhub.sqlite3",
        "%2e%2e/hub.sqlite3",
        "folder%2F" + OTHER_NAME,
        OTHER_NAME + "%00.png",
    ],
)
def test_a_file_with_another_name_is_never_served(client, settings, name):
    root = Path(settings.MEDIA_ROOT)
    (root / "folder").mkdir(parents=True)
    (root.parent / "hub.sqlite3").write_text("secret")
    for other in ("secret.png", "page.html", "0123456789abcdef0123-30x20.html", "0123456789ABCDEF0123-30x20.png"):
        (root / other).write_text("secret")
    (root / "folder" / OTHER_NAME).write_text("secret")
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_that_is_not_there_is_not_found(client):
    assert client.get(f"/media/{OTHER_NAME}").status_code == 404
