"""PostgreSQL databases for tests that start the site as processes of their own."""

import os
import secrets

import psycopg
import pytest

from tests.conftest import require

POSTGRES_URL = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"


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
