# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import subprocess
import sys
from pathlib import Path

Path("config.py").write_text("""
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
ROOT_URLCONF = "shop"
SECRET_KEY = "for this test"
""")
fault = 1 if "--control" in sys.argv else 0  # the control: a fault to be found
Path("shop.py").write_text(f"""
from django.contrib.auth.models import Group
from django.http import JsonResponse
from django.urls import path

async def count(request):
    return JsonResponse({{"groups": await Group.objects.acount() + {fault}}})

urlpatterns = [path("groups/", count)]
""")
Path("tests.py").write_text("""
from django.contrib.auth.models import Group
from django.test import TestCase

class GroupTests(TestCase):
    def test_counts_groups(self):
        Group.objects.create(name="clerks")
        self.assertEqual(self.client.get("/groups/").json(), {"groups": 1})

    async def test_is_rolled_back(self):
        response = await self.async_client.get("/groups/")
        self.assertEqual(response.json(), {"groups": 0})
""")
command = [sys.executable, "-m", "django", "test", "--settings", "config"]
done = subprocess.run(command, capture_output=True, text=True)
words = ("Ran", "OK", "FAILED")
ran, outcome = [line for line in done.stderr.splitlines() if line.startswith(words)]
print(f"with client, async client and roll-back: {ran[:11]}, {outcome}")
sys.exit(0 if outcome == "OK" else 10)
