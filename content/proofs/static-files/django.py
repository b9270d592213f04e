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
from django.core.management import call_command
from django.templatetags.static import static

Path("assets").mkdir()
Path("assets/style.css").write_text("h1 { color: navy }")

# The control: the storage that keeps names as they are.
kind = "" if "--control" in sys.argv else "Manifest"
backend = f"django.contrib.staticfiles.storage.{kind}StaticFilesStorage"
settings.configure(
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_ROOT="collected",
    STATIC_URL="/static/",
    STATICFILES_DIRS=["assets"],
    STORAGES={"staticfiles": {"BACKEND": backend}},
)
django.setup()

call_command("collectstatic", interactive=False, verbosity=0)
collected = sorted(path.name for path in Path("collected").glob("style*"))
address = static("style.css")
print(f"collected: {', '.join(collected)}; in a template: {address}")
sys.exit(0 if len(collected) == 2 and address != "/static/style.css" else 10)
