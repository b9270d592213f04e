"""The settings, read by a process of its own: what the environment says, and nothing of the tests'."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KEY = "a-key-for-tests-" + "0123456789-abcdefghijklmnopqrstuvwxyz"
DEPLOYED = {"DEBUG": "0", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "hub.example.org"}

SHOW = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


@pytest.fixture
def python(tmp_path):
    """Runs Python with these settings and no others, and returns the finished process."""

    def run(*arguments, **environment):
        bare = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        settings = {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "hub.settings", **environment}
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=bare | settings, cwd=ROOT, capture_output=True, text=True, timeout=60)

    return run


@pytest.fixture
def read(python):
    """The named settings, as an environment makes them."""

    def show(*names, **environment):
        process = python("-c", SHOW, *names, **environment)
        assert process.returncode == 0, process.stderr
        values = json.loads(process.stdout)
        return values[names[0]] if len(names) == 1 else values

    return show


@pytest.fixture
def refusal(python):
    """What a site says that will not start, and nothing else."""

    def ask(**environment):
        process = python("manage.py", "check", **environment)
        assert process.returncode == 1
        return process.stderr.strip()

    return ask


def test_a_laptop_needs_no_variable(read, tmp_path):
    values = read("DEBUG", "SITE_URL", "DATABASES", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE")
    assert values["DEBUG"] is True
    assert values["SITE_URL"] == "http://127.0.0.1:8000"
    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / "data/hub.sqlite3")
    assert values["SECURE_SSL_REDIRECT"] is values["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize("key", ["", "short-but-random-0123", "x" * 60, "django-insecure-" + KEY])
def test_a_site_without_a_strong_key_refuses_to_start(refusal, key):
    message = refusal(**DEPLOYED | {"SECRET_KEY": key})
    assert message == "SECRET_KEY must be at least 50 random characters with DEBUG=0."


@pytest.mark.parametrize("hosts", ["", " , ", "*", "hub.example.org, *"])
def test_a_site_that_does_not_name_its_hosts_refuses_to_start(refusal, hosts):
    message = refusal(**DEPLOYED | {"ALLOWED_HOSTS": hosts})
    assert message.endswith("With DEBUG=0, ALLOWED_HOSTS must name the hosts this site answers for.")


@pytest.mark.parametrize("url", ["hub.example.org", "ftp://hub.example.org", "https://", "https://example.org/hub"])
def test_an_address_that_is_none_is_refused(refusal, url):
    assert "SITE_URL must look like https://hub.example.org" in refusal(SITE_URL=url)


@pytest.mark.parametrize("proxies", ["*", "10.0.0.0/8, *", "10.0.0.1/8", "nginx"])
def test_a_site_that_would_believe_anybody_about_addresses_refuses_to_start(refusal, proxies):
    assert "FORWARDED_ALLOW_IPS must name the addresses or networks" in refusal(FORWARDED_ALLOW_IPS=proxies)


def test_proxies_on_the_same_machine_are_believed_where_nothing_is_said(read):
    assert read("PROXY_COUNT", "TRUSTED_PROXIES") == {
        "PROXY_COUNT": 0,
        "TRUSTED_PROXIES": ["127.0.0.1/32", "::1/128"],
    }


@pytest.mark.parametrize("debug", ["0", "false", "off", ""])
def test_debug_is_on_only_where_the_environment_says_so_clearly(read, debug):
    assert read("DEBUG", **DEPLOYED | {"DEBUG": debug}) is False


def test_a_site_on_the_internet_keeps_everything_on_https(read):
    values = read(
        "SITE_URL",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "CSRF_TRUSTED_ORIGINS",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "COOKIE_PREFIX",
        **DEPLOYED,
    )
    assert values == {
        "SITE_URL": "https://hub.example.org",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 60 * 60,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_TRUSTED_ORIGINS": ["https://hub.example.org"],
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "COOKIE_PREFIX": "__Host-",
    }


def test_the_production_setup_on_a_laptop_stays_on_http(read):
    names = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    values = read(*names, **DEPLOYED | {"SITE_URL": "http://127.0.0.1:8000/"})
    assert list(values.values()) == [False, 0, False, False]
    assert read("SESSION_COOKIE_NAME", **DEPLOYED | {"SITE_URL": "http://127.0.0.1:8000/"}) == "sessionid"


def test_the_deployment_check_finds_nothing(python):
    key = secrets.token_urlsafe(48)
    process = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **DEPLOYED | {"SECRET_KEY": key})
    assert process.returncode == 0, process.stderr
    assert "no issues (0 silenced)" in process.stdout


def test_sqlite_survives_editors_who_save_at_the_same_time(python, tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        "names = 'journal_mode', 'synchronous', 'busy_timeout'\n"
        "print([cursor.execute(f'PRAGMA {name}').fetchone()[0] for name in names], connection.transaction_mode)"
    )
    process = python("-c", code)
    assert process.stdout.strip() == "['wal', 1, 20000] IMMEDIATE", process.stderr
    assert (tmp_path / "data/hub.sqlite3").exists()


@pytest.mark.parametrize("folder", ["with space", "50%25", "what?", "#1", "日本語"])
def test_the_data_may_lie_in_a_folder_of_any_name(read, tmp_path, folder):
    values = read("DATABASES", "MEDIA_ROOT", "STATIC_ROOT", DATA_DIR=str(tmp_path / folder))
    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / folder / "hub.sqlite3")
    assert values["MEDIA_ROOT"] == str(tmp_path / folder / "uploads")
    assert values["STATIC_ROOT"] == str(tmp_path / folder / "static")


def test_postgresql_has_a_connection_for_each_thread(read):
    address = "postgres://writer:p%40ss@db.example.org:5433/hub?sslmode=require"
    values = read("THREADS", "DATABASES", THREADS="7", DATABASE_URL=address)
    database = values["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "writer",
        "p@ss",
        "db.example.org",
        5433,
        "hub",
    ]
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] >= values["THREADS"] == 7
    assert database["OPTIONS"]["pool"]["timeout"] <= 2  # seconds until /readyz says that the database is away


def test_variables_that_are_set_but_empty_count_as_not_set(read, tmp_path):
    values = read("DATABASES", "SITE_URL", DATABASE_URL="", SITE_URL="", **DEPLOYED)
    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / "data/hub.sqlite3")
    assert values["SITE_URL"] == "https://hub.example.org"


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtps://hub:p%40ss@mail.example.org", {"port": 465, "use_ssl": True, "username": "hub", "password": "p@ss"}),
        (
            "smtp+tls://hub:secret@mail.example.org:2525",
            {"port": 2525, "use_tls": True, "username": "hub", "password": "secret"},
        ),
        ("smtp://mail.example.org", {"port": 25}),
    ],
)
def test_a_mail_server_is_one_address(read, url, options):
    values = read("HAS_MAIL", "MAILERS", "DEFAULT_FROM_EMAIL", EMAIL_URL=url, **DEPLOYED)
    assert values["HAS_MAIL"] is True
    assert values["MAILERS"]["default"]["OPTIONS"] == {"host": "mail.example.org", "timeout": 10, **options}
    assert values["DEFAULT_FROM_EMAIL"] == "Learning Hub <hub@hub.example.org>"


@pytest.mark.parametrize("url", ["mail.example.org", "imap://mail.example.org", "smtp://", "smtps:mail.example.org"])
def test_a_mail_server_that_is_none_is_refused(refusal, url):
    assert "EMAIL_URL must look like smtps://user:password@mail.example.org" in refusal(EMAIL_URL=url)


def test_errors_are_told_by_e_mail_where_a_mail_server_and_somebody_is_named(read, refusal):
    mail = {"EMAIL_URL": "smtp://mail.example.org", **DEPLOYED}
    values = read("ADMINS", "LOGGING", ADMINS="ops@example.org, anna@example.org", **mail)
    assert values["ADMINS"] == ["ops@example.org", "anna@example.org"]
    assert values["LOGGING"]["root"]["handlers"] == values["LOGGING"]["loggers"]["django"]["handlers"]
    assert "letters" in values["LOGGING"]["root"]["handlers"]
    assert "letters" not in read("LOGGING", **mail)["root"]["handlers"]
    assert "needs EMAIL_URL" in refusal(ADMINS="ops@example.org", **DEPLOYED)


@pytest.mark.parametrize("token", ["short", "x" * 19])
def test_a_token_that_is_soon_guessed_is_refused(refusal, token):
    assert "METRICS_TOKEN must be at least 20" in refusal(METRICS_TOKEN=token)


@pytest.mark.parametrize("contact", ["security@example.org", "http://example.org", "javascript:alert(1)"])
def test_a_contact_that_no_programme_understands_is_refused(refusal, contact):
    assert "SECURITY_CONTACT must be an address" in refusal(SECURITY_CONTACT=contact)


def test_an_earlier_key_is_believed_and_never_signs(python):
    code = (
        "import sys\n"
        "from django.core.signing import Signer\n"
        "signer = Signer()\n"
        "print(signer.sign('x') if len(sys.argv) == 1 else signer.unsign(sys.argv[1]))"
    )
    old, new = KEY, KEY.replace("tests", "later")
    signed = python("-c", code, **DEPLOYED | {"SECRET_KEY": old}).stdout.strip()
    rotated = DEPLOYED | {"SECRET_KEY": new, "SECRET_KEY_FALLBACKS": f"{KEY[::-1]}, {old}"}
    assert python("-c", code, signed, **rotated).stdout.strip() == "x"
    assert (
        python("-c", code, **rotated).stdout.strip()
        == python("-c", code, **DEPLOYED | {"SECRET_KEY": new}).stdout.strip()
    )
    assert python("-c", code, signed, **DEPLOYED | {"SECRET_KEY": new}).returncode != 0


def test_the_content_security_policy_allows_nothing_inline(read):
    policy = read("SECURE_CSP")
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    sources = {source for values in policy.values() for source in values}
    assert sources == {"'none'", "'self'", "data:"}
    assert [name for name, values in policy.items() if "data:" in values] == ["img-src"]
