# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = ["djangorestframework==3.18.2", "djangorestframework-stubs==3.18.1"]
# ///
import sys
from importlib.metadata import distributions
from importlib.resources import files

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()
from rest_framework import serializers  # noqa: E402


class OrderSerializer(serializers.Serializer):
    quantity: int  # a hint alone
    sku = serializers.CharField()


marker = files("rest_framework").joinpath("py.typed").is_file()
stubs = [package.name for package in distributions() if "stubs" in package.name]
fields = list(OrderSerializer().fields)
print(
    f"py.typed in the package: {marker}; stubs that come with it: {stubs or 'none'}; "
    f"a serializer with a hint and a field has the fields {fields}"
)
sys.exit(0 if not marker and not stubs and fields == ["sku"] else 10)
