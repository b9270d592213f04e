"""The one settings file. The environment drives it; a laptop needs no variable.

README.md says what each variable means: one that is read here and not listed there fails a test.
"""

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from hub import environment as env
from hub.environment import ADDRESS, HOST, MAILBOX, env_bool, env_list, env_number, env_read, env_text

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env_read("DATA_DIR", "be a folder, or one that can be made", env.made_folder, BASE_DIR / "var")

DEBUG = env_bool("DEBUG", "0" if "DEBUG" in os.environ else "1")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS", "hold keys of at least 50 random characters", env.strong_key)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "name hosts, without https:// and port", env.like(rf"\*|\.?{HOST}"))
SITE_URL = env_text("SITE_URL", "look like https://hub.example.org", f"{ADDRESS}/*").rstrip("/")
PORT = env_number("PORT", 8000, highest=65_535)

if DEBUG:
    SECRET_KEY = os.environ.get("SECRET_KEY") or "only-for-a-laptop-with-debug-on"
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
    SITE_URL = SITE_URL or f"http://127.0.0.1:{PORT}"
else:
    SECRET_KEY = env_read("SECRET_KEY", "be at least 50 random characters with DEBUG=0", env.strong_key)
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("With DEBUG=0, ALLOWED_HOSTS must name the hosts this site answers for.")
    SITE_URL = SITE_URL or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"

SITE_NAME = "Learning Hub"
CONTENT_LICENCE = env.env_licence("CONTENT_LICENCE")
HTTPS = SITE_URL.startswith("https://")

# --- applications -----------------------------------------------------------

INSTALLED_APPS = [
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "hub",
    "comparisons",
    "articles",
    "markdownx",
    "django_filters",
    "axes",
    "articles.desk.site.DeskConfig",  # django.contrib.admin under our name
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.operation.seen.SeenMiddleware",
    "articles.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.accounts.sessions.SessionLimits",
    "articles.desk.unsaved.StrangersForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "articles.middleware.FormerAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hub.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["hub.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context_processors.site",
            ],
        },
    },
]

# --- processes and pages ----------------------------------------------------

BIND_ADDRESS = env_text("BIND_ADDRESS", "be an address of this machine: 127.0.0.1, or [::1]", HOST, "127.0.0.1")
WEB_CONCURRENCY = env_number("WEB_CONCURRENCY", 2)
THREADS = env_number("THREADS", 4)
PAGE_CACHE = env_bool("PAGE_CACHE", "0" if DEBUG else "1")
STORED_PAGES = env_bool("STORED_PAGES", "0" if DEBUG else "1")
PAGE_CACHE_BYTES = env_number("PAGE_CACHE_MB", 64) * 1024 * 1024
PURGE = env_text("PURGE", "be nginx or varnish and their addresses", rf"(nginx|varnish)(\s+{ADDRESS}/\S*)+")
SHARED_MAX_AGE = env_number("SHARED_MAX_AGE", 1, lowest=0)
RUN_PROOFS = env_bool("RUN_PROOFS", "0")

# --- proxies ----------------------------------------------------------------

# Each adds the address it was asked from to X-Forwarded-For; what stands further left there, a client may have written.
PROXY_COUNT = env_number("PROXY_COUNT", 0, lowest=0)
TRUSTED_PROXIES = env_list(  # not "*": anybody who reaches the port would choose an address
    "FORWARDED_ALLOW_IPS", "name the addresses or networks of the proxies, such as 10.0.0.0/8", ip_network
) or [ip_network("127.0.0.1"), ip_network("::1")]

# --- data -------------------------------------------------------------------

DATABASES = {"default": env.read_database(DATA_DIR, THREADS)}

# --- people -----------------------------------------------------------------

AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "articles.accounts.passwords.SiteWordsValidator"},
]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 60 * 60
REQUIRE_MFA = env_bool("REQUIRE_MFA", "0")
OTP_TOTP_ISSUER = SITE_NAME
SESSION_IDLE_MINUTES = env_number("SESSION_IDLE_MINUTES", 120)
SESSION_COOKIE_AGE = env_number("SESSION_HOURS", 12) * 60 * 60
# Ten wrong passwords for one name from one address shut that pair out for a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "articles.accounts.throttle.Throttle"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]  # in its own tables and lines; ours is the audit log
AXES_CLIENT_IP_CALLABLE = "articles.client_address.client_address"

# --- mail -------------------------------------------------------------------

HAS_MAIL = bool(os.environ.get("EMAIL_URL", "").strip())
MAILERS = env.read_mailers()
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text(
    "EMAIL_FROM",
    "be an e-mail address, or a name and <an address>",
    rf"{MAILBOX}|[^<>]+<{MAILBOX}>",
    f"{SITE_NAME} <hub@{urlsplit(SITE_URL).hostname}>",
)

# --- language and time ------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"

# --- files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env_read("STATIC_ROOT", "be a folder", Path, DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "uploads"
DOWNLOAD_ROOT = DATA_DIR / "data"  # all facts, for readers
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "hub.static_files.HashedFiles"
    },
}
S3_ENDPOINT_URL = env_text("S3_ENDPOINT_URL", "look like https://s3.example.org", rf"{ADDRESS}(/\S*)?")
if S3_BUCKET := env_text("S3_BUCKET", "be the name of a bucket", r"[\w.-]{3,255}", package="storages"):
    STORAGES["default"] = {
        "BACKEND": "hub.s3.UploadsInS3",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT_URL or None,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a comparison of 200 rows sends thousands
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Markdown ---------------------------------------------------------------

MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/upload/"

# --- security ---------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Of a cookie of this name browsers see to it that it came from this very host, over https.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "articles.accounts.sessions.Messages"
SECURE_SSL_REDIRECT = HTTPS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked for on the machine itself, without a proxy
if HTTPS and not DEBUG:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SECURITY_CONTACT = env_text(
    "SECURITY_CONTACT",
    "be an address: mailto:security@example.org, or https://…",
    rf"mailto:{MAILBOX}|https://\S+|tel:[+\d-]+",
)
CSRF_FAILURE_VIEW = "articles.desk.unsaved.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- what is told of the site -----------------------------------------------

LOG_FORMAT = env_text("LOG_FORMAT", "be plain or json", "plain|json", "plain")
ACCESS_LOG = env_bool("ACCESS_LOG", "0")
SLOW_QUERY = env_number("SLOW_QUERY_MS", 500) / 1000  # seconds
METRICS_TOKEN = env_text("METRICS_TOKEN", "be at least 20 random characters, without spaces", "[!-~]{20,}")
ADMINS = env_list("ADMINS", "hold e-mail addresses", env.like(MAILBOX))
if ADMINS and not HAS_MAIL:
    raise ImproperlyConfigured("ADMINS are told of errors by e-mail, which needs EMAIL_URL.")
TOLD = ["console", "letters"] if ADMINS else ["console"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "hub.operation.logs.PlainLines",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "hub.operation.logs.JsonLines"},
    },
    "filters": {
        "sparing": {"()": "hub.operation.logs.Sparing"},
        "hourly": {"()": "hub.operation.logs.Sparing", "period": 60 * 60},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["sparing"]},
        "every": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "letters": {"class": "hub.operation.logs.Letters", "level": "ERROR", "filters": ["hourly"]},
    },
    "root": {"handlers": TOLD, "level": "WARNING"},
    "loggers": {
        "django": {"handlers": TOLD, "level": "INFO", "propagate": False},
        "hub.access": {"handlers": ["every"], "level": "INFO", "propagate": False},
        # What gunicorn says when Django is set up, and uvicorn, to which gunicorn's worker hands on the same handlers.
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        # Whoever scans for sites sends names of others: nobody gets letters about it.
        "django.security.DisallowedHost": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"level": "ERROR"},  # says in stars who could not sign in; articles.models.audit says it in words
        "psycopg.pool": {"level": "ERROR"},  # each of its connections says once more what hub.page_cache.watch says
    },
}
if SENTRY_DSN := env_text(
    "SENTRY_DSN", "look like https://key@sentry.example.org/1", r"https?://\w+@\S+/\d+", package="sentry_sdk"
):
    import sentry_sdk

    # What readers and editors sent, and who they are, stays here: also in what the log said before.
    private = {"send_default_pii": False, "include_local_variables": False, "max_breadcrumbs": 0}
    sentry_sdk.init(SENTRY_DSN, max_request_body_size="never", **private)
