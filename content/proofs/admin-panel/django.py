# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import os
import subprocess
import sys
from pathlib import Path

import django
from django.test import Client


def run(*command):
    subprocess.run([sys.executable, *command], check=True, capture_output=True)


run("-m", "django", "startproject", "shop", ".")
run("manage.py", "migrate")
os.environ["DJANGO_SUPERUSER_PASSWORD"] = "a long secret"
names = ["--username", "ada", "--email", "ada@example.org"]
run("manage.py", "createsuperuser", "--noinput", *names)
if "--control" in sys.argv:
    Path("shop/urls.py").write_text("urlpatterns = []")  # a project without the admin

sys.path.insert(0, ".")
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()
from django.contrib.auth.models import Group, User  # noqa: E402

client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(username="ada"))
form = client.get("/admin/auth/group/add/")
client.post("/admin/auth/group/add/", {"name": "clerks"})
stored = list(Group.objects.values_list("name", flat=True))
made = "Add group" in form.text
print(f"a new project has a form made from the model Group: {made}; stored: {stored}")
sys.exit(0 if made and stored == ["clerks"] else 10)
