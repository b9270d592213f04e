# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "django==5.2.19"
# ///
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client

parts = ["auth", "contenttypes", "sessions"]
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[f"django.contrib.{part}" for part in parts],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    SECRET_KEY="for this test",
)
django.setup()
from django.contrib.auth import authenticate, get_user_model  # noqa: E402
from django.contrib.auth.tokens import default_token_generator  # noqa: E402

call_command("migrate", verbosity=0)
user = get_user_model().objects.create_user("ada", password="a long secret")
wrong = authenticate(username="ada", password="a guess")
client = Client()
right = client.login(username="ada", password="a long secret")
session = client.session.get("_auth_user_id")
reset = default_token_generator.check_token(
    user, default_token_generator.make_token(user)
)
algorithm, iterations = user.password.split("$")[:2]
print(
    f"wrong password: {wrong}; right: {right}, session: {session}; reset: {reset}; "
    f"stored as {algorithm} with {iterations} iterations"
)
hashed = (algorithm, iterations) == ("pbkdf2_sha256", "1500000")
sys.exit(0 if wrong is None and right and reset and session and hashed else 10)
