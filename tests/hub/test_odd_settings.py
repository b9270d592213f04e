"""What hub/settings.py does not understand it refuses, and names the variable: whichever it is."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.hub.test_documented_settings import listed_in_the_readme
from tests.hub.test_settings import KEY, ROOT, python  # noqa: F401

PLAIN = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "STATIC_ROOT"}  # of which any text may be one
NUMBERS = [
    "PORT",
    "WEB_CONCURRENCY",
    "THREADS",
    "PAGE_CACHE_MB",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
    "SLOW_QUERY_MS",
]
SWITCHES = ["DEBUG", "PAGE_CACHE", "STORED_PAGES", "RUN_PROOFS", "REQUIRE_MFA", "ACCESS_LOG"]
LISTS = ["ALLOWED_HOSTS", "ADMINS", "SECRET_KEY_FALLBACKS", "FORWARDED_ALLOW_IPS"]
ODD = [
    *((name, value) for name in NUMBERS for value in ("0", "-1", "two", "1.5", "8 MB", "9" * 30)),
    *((name, value) for name in ("PROXY_COUNT", "SHARED_MAX_AGE") for value in ("-1", "one", "1.5", "9" * 30)),
    *((name, value) for name in SWITCHES for value in ("maybe", "2", "ture", "'1'")),
    *((name, value) for name in LISTS for value in ("ops example", "https://hub.example.org")),
    ("PORT", "65536"),
    ("BIND_ADDRESS", "::1"),
    ("BIND_ADDRESS", "127.0.0.1:8000"),
    ("ALLOWED_HOSTS", "hub.example.org:443"),
    ("ALLOWED_HOSTS", "hub.example.org/path"),
    ("ALLOWED_HOSTS", "hub.example.org;www.example.org"),
    ("SITE_URL", "https://hub.example.org?x"),
    ("SITE_URL", "https://user@hub.example.org"),
    ("SITE_URL", "https://hub.example.org:port"),
    ("SECRET_KEY_FALLBACKS", f"{KEY},short"),
    ("DATABASE_URL", "mysql://hub@db.example.org/hub"),
    ("DATABASE_URL", "postgres://hub:secret@db.example.org:port/hub"),
    ("DATABASE_URL", "postgres://hub:secret@db.example.org"),
    ("DATABASE_URL", "hub.sqlite3"),
    ("DATA_DIR", "/dev/null/hub"),
    ("EMAIL_URL", "smtp://mail.example.org:port"),
    ("EMAIL_URL", "smtp://mail.example.org/?use_tls=1"),
    ("EMAIL_FROM", "The Hub"),
    ("EMAIL_FROM", "a@example.org\nBcc: b@example.org"),
    ("ADMINS", "ops@example.org; anna@example.org"),
    ("PURGE", "nginx"),
    ("PURGE", "varnish cache:6081"),
    ("PURGE", "squid http://cache.example.org/"),
    ("S3_BUCKET", "s3://hub"),
    ("S3_ENDPOINT_URL", "s3.example.org"),
    ("SECURITY_CONTACT", "mailto:"),
    ("SECURITY_CONTACT", "mailto:a@example.org\nExpires: never"),
    ("LOG_FORMAT", "JSON lines"),
    ("METRICS_TOKEN", "a token with spaces in it, and long"),
    ("SENTRY_DSN", "sentry.example.org"),
    ("CONTENT_LICENCE", "MIT"),
]


def settings_with(monkeypatch, tmp_path, **environment):
    """What hub/settings.py makes of an environment."""
    for name in listed_in_the_readme():
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"DATA_DIR": str(tmp_path), "DEBUG": "1", "S3_BUCKET": ""} | environment).items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "hub/settings.py"))


@pytest.mark.parametrize(("name", "value"), ODD)
def test_a_value_that_is_not_understood_is_refused_by_the_name_of_its_variable_and_not_told(
    monkeypatch, tmp_path, name, value
):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} must [^\n]+\.$") as refused:
        settings_with(monkeypatch, tmp_path, **{name: value})
    assert "secret" not in str(refused.value)


def test_no_variable_is_left_out_of_these():
    assert {name for name, _ in ODD} | PLAIN | {"SECRET_KEY"} == listed_in_the_readme()


GOOD = {
    "ALLOWED_HOSTS": "hub.example.org, .example.com,site-1,127.0.0.1,[::1]",
    "SITE_URL": "https://hub.example.org:8443/",
    "BIND_ADDRESS": "[::1]",
    "PURGE": "varnish http://varnish:6081/ http://[::1]:6081/",
    "EMAIL_URL": "smtps://hub%40example.org:p%2Fss@mail.example.org:465/",
    "EMAIL_FROM": "The Hub <hub@example.org>",
    "ADMINS": "ops@example.org, anna+hub@example.org",
    "S3_ENDPOINT_URL": "http://minio:9000",
    "SECURITY_CONTACT": "https://example.org/security?a=b",
    "SECRET_KEY_FALLBACKS": f"{KEY}, {KEY[::-1]}",
    "SHARED_MAX_AGE": "0",
    "DEBUG": "YES",
    "PAGE_CACHE": "on",
    "STORED_PAGES": "",
    "DATABASE_URL": "postgres:///hub?host=/run/postgresql",
    "METRICS_TOKEN": "p=+/-_.~!0123456789abc",
    "CONTENT_LICENCE": "",
}


def test_what_people_write_is_understood(monkeypatch, tmp_path):
    values = settings_with(monkeypatch, tmp_path, **GOOD)
    assert values["ALLOWED_HOSTS"] == ["hub.example.org", ".example.com", "site-1", "127.0.0.1", "[::1]"]
    assert (values["SITE_URL"], values["SHARED_MAX_AGE"]) == ("https://hub.example.org:8443", 0)
    assert (values["DEBUG"], values["PAGE_CACHE"], values["STORED_PAGES"]) == (True, True, False)
    assert values["DATABASES"]["default"]["OPTIONS"]["host"] == "/run/postgresql"


@pytest.mark.parametrize("command", [["manage.py", "check"], ["-m", "gunicorn", "--config", "gunicorn.conf.py"]])
def test_a_site_that_will_not_start_says_that_sentence_and_nothing_else(python, command):  # noqa: F811
    process = python(*command, THREADS="many")
    assert (process.returncode, process.stderr) == (1, "THREADS must be a whole number from 1 to 999999.\n")
