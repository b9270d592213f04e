# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys
from importlib.metadata import distributions
from importlib.resources import files

import django
from django.conf import settings
from django.db import models

settings.configure(INSTALLED_APPS=[__name__])
django.setup()


class Order(models.Model):
    title = models.CharField(max_length=100)
    note: str  # a hint alone
    if "--control" in sys.argv:  # the control: a field, which does count
        note = models.TextField()


marker = files("django").joinpath("py.typed").is_file()
stubs = [package.name for package in distributions() if "stubs" in package.name]
found = [field.name for field in Order._meta.fields]
print(
    f"py.typed in the package: {marker}; stubs that come with it: {stubs or 'none'}; "
    f"fields of a model with a field and a hint: {found}"
)
sys.exit(0 if not marker and not stubs and found == ["id", "title"] else 10)
