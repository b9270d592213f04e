"""The licence of the content stands wherever content leaves the site; where none is named, nothing says so."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from hub.environment import env_licence
from tests.comparisons.exports.exported import make_exported

pytestmark = pytest.mark.django_db
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
BESIDE = "/comparisons/django-vs-fastapi"
PLACES = {
    "/": f'<a rel="license" href="{ADDRESS}">CC BY 4.0</a>',
    f"{BESIDE}/": f'"license": "{ADDRESS}"',
    f"{BESIDE}.md": f"Licence: [CC BY 4.0]({ADDRESS})",
    f"{BESIDE}.json": f'"licence": "{ADDRESS}"',
    f"{BESIDE}/embed/": f'<a rel="license" href="{ADDRESS}">',
    "/technologies/django.md": f"Licence: [CC BY 4.0]({ADDRESS})",
    "/feeds/rss.xml": f"<copyright>CC BY 4.0: {ADDRESS}</copyright>",
    "/feeds/atom.xml": f"<rights>CC BY 4.0: {ADDRESS}</rights>",
    "/feeds/feed.json": ADDRESS,
    "/feeds/changes.xml": f"<copyright>CC BY 4.0: {ADDRESS}</copyright>",
    "/openapi.json": f'"license": {{"name": "CC BY 4.0", "url": "{ADDRESS}"}}',
    "/data/": f'"license": "{ADDRESS}"',
    "/data/README.md": f"CC BY 4.0: {ADDRESS}",
    "/data/datapackage.json": f'"path": "{ADDRESS}"',
}


@pytest.fixture(autouse=True)
def exported(settings, tmp_path):
    settings.DOWNLOAD_ROOT = tmp_path / "data"
    make_exported()


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response).decode()


def test_it_stands_in_pages_exports_feeds_and_downloads(client, settings):
    settings.CONTENT_LICENCE = {"title": "CC BY 4.0", "path": ADDRESS}
    call_command("export_data")
    for address, words in PLACES.items():
        assert words in read(client, address), address
    json.loads(read(client, "/openapi.json"))
    assert f'<{ADDRESS}>; rel="license"' in client.get(f"{BESIDE}.csv")["Link"]


def test_where_none_is_named_nothing_names_one(client):
    call_command("export_data")
    for address in PLACES:
        text = read(client, address)
        assert "creativecommons" not in text, address
        assert "license" not in text.partition("<main")[0], address
    assert "license" not in client.get(f"{BESIDE}.csv")["Link"]


def test_it_is_given_as_its_name_and_its_address(monkeypatch):
    for text, licence in [
        (f" CC BY 4.0 {ADDRESS} ", {"title": "CC BY 4.0", "path": ADDRESS}),
        ("", None),
    ]:
        monkeypatch.setenv("CONTENT_LICENCE", text)
        assert env_licence("CONTENT_LICENCE") == licence


@pytest.mark.parametrize("text", ["CC BY 4.0", ADDRESS, "MIT", "Mine http://example.org/licence"])
def test_half_of_it_is_refused(monkeypatch, text):
    monkeypatch.setenv("CONTENT_LICENCE", text)
    with pytest.raises(ImproperlyConfigured, match="CONTENT_LICENCE must be the name of a licence and its address"):
        env_licence("CONTENT_LICENCE")
