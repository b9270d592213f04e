"""What hub/settings.py reads of the environment: lists, switches, the database."""

import os
from urllib.parse import quote

import dj_database_url

# Taking the write lock at the start of a transaction is what lets editors save at the same time.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL = {
    # Compiling a query that a search or a list makes takes longer than running it.
    "options": "-c jit=off",
    # A host that vanished is noticed within seconds, where the system would wait for a quarter of an hour.
    "connect_timeout": 2,  # seconds
    "tcp_user_timeout": 5_000,  # milliseconds
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}


def env_bool(name, default):
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def env_list(name):
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def read_database(folder, threads):
    """The database that DATABASE_URL names, or else SQLite in a folder, for so many threads of a process."""
    address = os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(folder / 'hub.sqlite3'))}"
    database = dj_database_url.parse(address)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {**SQLITE}
    elif database["ENGINE"] == "django.db.backends.postgresql":
        database["CONN_MAX_AGE"] = 0
        database["OPTIONS"] = {**POSTGRESQL, **database.get("OPTIONS", {}), "pool": pool_for(threads)}
    return database


def pool_for(threads):
    """No thread waits for another, as there is a connection for each, and one more while it makes a page for all
    processes: so long a lost database takes to be noticed.
    """
    return {
        "min_size": 1,
        "max_size": 2 * threads + 2,
        "timeout": 2,
        # Seconds: the pool doubles the pause between its attempts up to this, and starts no other meanwhile.
        "reconnect_timeout": 2,
    }
