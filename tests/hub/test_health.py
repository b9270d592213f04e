import urllib.robotparser

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from hub import health as machines


def test_robots_may_read_all_but_the_desk(client, settings):
    settings.SITE_URL = "https://hub.example"
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "max-age" in response["Cache-Control"]
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == ["https://hub.example/sitemap.xml"]
    assert rules.can_fetch("*", "/comparisons/django-vs-fastapi/")
    assert rules.can_fetch("*", "/articles/?page=2")
    assert not rules.can_fetch("*", reverse("admin:index"))


@pytest.mark.parametrize("name", ["kind", "tag", "technology", "topic"])
def test_robots_are_spared_the_filtered_lists(client, name):
    assert f"Disallow: /*?*{name}=".encode() in client.get("/robots.txt").content.splitlines()


def test_a_feed_opened_in_a_browser_finds_an_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))


def test_alive_needs_nothing(client):
    # Without the mark for a database, any query here is an error.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_before_every_migration_is_applied(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"Migrations not applied: 1.\n")
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_a_database_and_the_reason_tells_no_secrets(client, monkeypatch):
    def refuse(connection):
        raise OperationalError("connection to db.internal failed for user hub, password=hunter2")

    monkeypatch.setattr(machines, "MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database cannot be reached.\n")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt"])
def test_machines_may_look_and_nothing_else(client, address):
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


@pytest.mark.django_db
def test_browsers_may_fetch_the_page_that_a_reader_points_at_and_nothing_of_the_desk(client):
    response = client.get("/")
    address = response["Speculation-Rules"].strip('"')
    rules = client.get(address)
    assert rules["Content-Type"] == "application/speculationrules+json"
    (rule,) = rules.json()["prefetch"]
    assert "/admin/*" in rule["where"]["and"][1]["not"]["href_matches"]
    for other in ("/robots.txt", "/feeds/rss.xml", "/nowhere/"):
        assert "Speculation-Rules" not in client.get(other)
