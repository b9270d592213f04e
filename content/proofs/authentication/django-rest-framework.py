# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import path

parts = ["django.contrib.auth", "django.contrib.contenttypes"]
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[*parts, "rest_framework", "rest_framework.authtoken"],
    ROOT_URLCONF=__name__,
)
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from rest_framework import authentication, permissions  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Me(APIView):
    authentication_classes = [authentication.TokenAuthentication]
    if "--control" not in sys.argv:  # the control: anybody is let in
        permission_classes = [permissions.IsAuthenticated]

    def get(self, request):
        return Response(request.user.username)


urlpatterns = [path("", Me.as_view())]
call_command("migrate", verbosity=0)
token = Token.objects.create(user=User.objects.create_user("ada"))
client = APIClient()
nobody = client.get("/").status_code
wrong = client.get("/", headers={"Authorization": "Token guessed"}).status_code
right = client.get("/", headers={"Authorization": f"Token {token.key}"}).data
print(f"without a token: {nobody}, with a wrong one: {wrong}, with the user's: {right}")
sys.exit(0 if (nobody, wrong, right) == (401, 401, "ada") else 10)
