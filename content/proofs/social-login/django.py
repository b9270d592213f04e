# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from pathlib import Path

import django
from django.conf import settings
from django.urls import get_resolver

CONTRIB = ["auth", "contenttypes", "sessions", "messages", "sites", "admin"]
settings.configure(
    ROOT_URLCONF="django.contrib.auth.urls",
    SECRET_KEY="for this test",
    INSTALLED_APPS=[f"django.contrib.{name}" for name in CONTRIB],
)
django.setup()
routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
names = [file.name for file in Path(django.__file__).parent.rglob("*.py")]
if "--control" in sys.argv:
    names.append("oauth2.py")  # the control: a stand-in
words = ("oauth", "openid", "oidc", "social", "webauthn", "passkey", "saml")
found = [name for name in names if any(word in name.lower() for word in words)]
print(f"{len(routes)} addresses for accounts; of {len(names)} modules for other sites or passkeys: {found}")
sys.exit(0 if "login/" in routes and not found else 10)
