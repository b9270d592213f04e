"""What hub/settings.py reads of the environment: lists, switches, numbers, the database, the mail server."""

import os
from urllib.parse import quote, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

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


def env_number(name, default):
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) < 1_000_000:
        raise ImproperlyConfigured(f"{name} must be a whole number above 0.")
    return int(text)


def env_licence(name):
    """A licence that is given as "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"; None where none is."""
    title, _, address = os.environ.get(name, "").strip().rpartition(" ")
    if address and not (title and address.startswith("https://")):
        raise ImproperlyConfigured(f"{name} must be the name of a licence and its address, which begins with https://.")
    return {"title": title.strip(), "path": address} if address else None


# Port and options of each way to speak with a mail server: in the clear, then encrypted, or encrypted from the start.
MAIL = {"smtp": (25, {}), "smtp+tls": (587, {"use_tls": True}), "smtps": (465, {"use_ssl": True})}


def read_mailers():
    """The mail server that EMAIL_URL names. Where it names none nothing is sent, but Django wants one to be there."""
    address = urlsplit(os.environ.get("EMAIL_URL") or "smtp://localhost")
    if address.scheme not in MAIL or not address.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtps://user:password@mail.example.org, smtp+tls:// or smtp://"
        )
    port, options = MAIL[address.scheme]
    options = options | {"host": address.hostname, "port": address.port or port, "timeout": 10}
    if address.username:
        options |= {"username": unquote(address.username), "password": unquote(address.password or "")}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


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
