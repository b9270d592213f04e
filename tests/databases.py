"""The databases of the tests: the one Django makes, and PostgreSQL's for tests that start the site as processes."""

import os
import secrets
from importlib import import_module

import psycopg
import pytest
from django.apps import apps as installed
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from tests.conftest import require

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
POSTGRES_URL = (
    os.environ.get("DATABASE_URL") or os.environ.get("POSTGRES_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what is worth running on each database."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
            item.add_marker("database")


@receiver(post_migrate)
def begin_with_kinds(sender, apps=installed, **kwargs):
    """Emptying the database after a test with transactions takes what a migration wrote: it is written anew."""
    kinds = apps.all_models["comparisons"].get("technologykind")  # none where a test migrated back
    if sender.name == "comparisons" and kinds and not kinds.objects.exists():
        import_module("comparisons.migrations.0024_kinds_as_rows").add_kinds(apps, connection.schema_editor())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite’s is a file, as on a site. One in memory would be one connection for the test and all threads of the live
    server, and SQLite says “bad parameter or other API misuse” when two of them meet in it.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture
def empty_database():
    """The address of an empty PostgreSQL database, dropped afterwards."""
    require(postgresql_answers(), f"PostgreSQL does not answer at {POSTGRES_URL}")
    name = f"hub_empty_{secrets.token_hex(4)}"
    with psycopg.connect(server_address("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield server_address(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def server_address(database):
    return POSTGRES_URL.rpartition("/")[0] + "/" + database


def postgresql_answers():
    try:
        psycopg.connect(server_address("postgres"), connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True
