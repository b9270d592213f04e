"""How hub/settings.py reads the environment. What is not understood is refused, with a sentence that names it."""

import errno
import os
import re
import shutil
from importlib import import_module
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import dj_database_url
from django.conf import settings
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

# The codes of the system, PostgreSQL and SQLite: the last cannot make its index in shared memory larger.
FULL = {errno.ENOSPC, errno.EDQUOT, "53100", "SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}
FULL_TEXT = "The disk of this site is full, so nothing was saved. Whoever runs the site has to make room.\n"
ROOM = 256 * 1024  # bytes: with less, SQLite may fail in any of its files, and does not say of what

SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
HOST = r"(?i:[a-z\d_-]+(\.[a-z\d_-]+)*|\[[a-f\d:.]+\])"
ADDRESS = rf"https?://{HOST}(:\d{{1,5}})?"
MAILBOX = r"[^\s,;<>@]+@[^\s,;<>@]+"


def env_read(name, wanted, read, default=""):
    """What a variable says, or the default where it is empty, as ``read`` understands it.

    Raises ImproperlyConfigured, which says what it must do; not what it says, which may be a secret.
    """
    try:
        return read(os.environ.get(name, "").strip() or default)
    except (ValueError, LookupError, OSError):
        raise ImproperlyConfigured(f"{name} must {wanted}.") from None


def env_bool(name, default):
    return env_read(name, "be 1 or 0", lambda text: SWITCHES[text.lower()], default)


def env_number(name, default, lowest=1, highest=999_999):
    wanted = f"be a whole number from {lowest} to {highest}"
    return env_read(name, wanted, lambda text: accept(int(text), lowest <= int(text) <= highest), str(default))


def env_text(name, wanted, pattern, default="", package=None):
    """A text of this pattern; empty where there is neither one nor a default. It may need a package of the extras."""
    text = env_read(name, wanted, like(f"({pattern})?"), default)
    try:
        return import_module(package) and text if text and package else text
    except ImportError:
        raise ImproperlyConfigured(f"{name} needs requirements/extras.txt.") from None


def env_list(name, wanted, read):
    """What is separated by commas, each of it as ``read`` understands it."""
    return env_read(name, wanted, lambda text: [read(item.strip()) for item in text.split(",") if item.strip()])


def accept(value, condition):
    if not condition:
        raise ValueError
    return value


def like(pattern):
    """A function that returns a text of this pattern as it is, and raises ValueError at any other."""
    return lambda text: accept(text, re.fullmatch(pattern, text))


def strong_key(text):
    return accept(text, len(text) >= 50 and len(set(text)) >= 10 and not text.startswith("django-insecure-"))


def made_folder(path):
    Path(path).mkdir(parents=True, exist_ok=True)
    return Path(path).resolve()


def env_licence(name):
    """A licence that is given as "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"; None where none is."""
    wanted = "be the name of a licence and its address, which begins with https://"
    title, _, address = env_text(name, wanted, r"\S.* https://\S+").rpartition(" ")
    return {"title": title.strip(), "path": address} if address else None


# Port and options of each way to speak with a mail server: in the clear, then encrypted, or encrypted from the start.
MAIL = {"smtp": (25, {}), "smtp+tls": (587, {"use_tls": True}), "smtps": (465, {"use_ssl": True})}


def read_mailers():
    """The mail server that EMAIL_URL names. Where it names none nothing is sent, but Django wants one to be there."""
    wanted = "look like smtps://user:password@mail.example.org, smtp+tls:// or smtp://"
    options = env_read("EMAIL_URL", wanted, mail_options, "smtp://localhost")
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def mail_options(text):
    address = urlsplit(text)
    port, options = MAIL[address.scheme]
    host = accept(address.hostname, address.hostname and not (address.path.strip("/") or address.query))
    options = options | {"host": host, "port": address.port or port, "timeout": 10}
    if address.username:
        options |= {"username": unquote(address.username), "password": unquote(address.password or "")}
    return options


def read_database(folder, threads):
    """The database that DATABASE_URL names, or else SQLite in a folder, for so many threads of a process."""
    wanted = "look like postgres://user:password@host/name, or sqlite:///path"
    database = env_read("DATABASE_URL", wanted, parse_database, f"sqlite:///{quote(str(folder / 'hub.sqlite3'))}")
    if database["ENGINE"] == "django.db.backends.postgresql":
        database["CONN_MAX_AGE"] = 0
        database["OPTIONS"] = {**POSTGRESQL, **database.get("OPTIONS", {}), "pool": pool_for(threads)}
    else:
        database["OPTIONS"] = {**SQLITE}
    return database


def parse_database(text):
    database = dj_database_url.parse(text)
    return accept(database, database["ENGINE"].endswith(("sqlite3", "postgresql")) and database["NAME"])


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


def is_full(error):
    """Whether a disk without room is why the system or a database failed."""
    names = ("errno", "sqlstate", "sqlite_errorname")
    codes = {getattr(one, name, None) for one in (error, error.__cause__) for name in names} - {None}
    is_of_file = any(str(code).startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) for code in codes)
    return bool(codes & FULL) or (is_of_file and shutil.disk_usage(settings.DATA_DIR).free < ROOM)
