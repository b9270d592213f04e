"""A PostgreSQL database for the time of a run: made, filled with the shipped content, dropped whatever happens."""

import os
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def temporary(server_url, prefix="learning_hub_bench"):
    """The address of a new database on that server."""
    name = f"{prefix}_{os.getpid()}"
    run(server_url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        run(server_url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def run(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def fetch_value(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()[0]
