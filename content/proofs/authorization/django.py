# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
)
django.setup()
from django.contrib.auth.decorators import permission_required  # noqa: E402
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.core.exceptions import PermissionDenied  # noqa: E402
from django.http import HttpRequest  # noqa: E402


@permission_required("auth.change_user", raise_exception=True)
def change_user(request):
    return "allowed"


def ask(user):
    request = HttpRequest()
    request.user = user
    try:
        return change_user(request)
    except PermissionDenied:
        return "refused"


call_command("migrate", verbosity=0)
made = Permission.objects.filter(content_type__model="user")
clerks = Group.objects.create(name="clerks")
if "--control" not in sys.argv:  # the control: the group has no permission
    clerks.permissions.add(made.get(codename="change_user"))
bob, ada = (User.objects.create_user(name) for name in ("bob", "ada"))
ada.groups.add(clerks)
seen = made.count(), ask(bob), ask(ada)
print(f"{seen[0]} permissions for a model; bob: {seen[1]}, ada in a group: {seen[2]}")
sys.exit(0 if seen == (4, "refused", "allowed") else 10)
