"""Editors verify facts; authors see when that was last done, and by whom."""

from importlib import import_module

from django.db import migrations

make_permissions = import_module("hub.migrations.0001_groups").make_permissions


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    about = permissions.filter(content_type__app_label="comparisons", content_type__model="verification")
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, granted in [("Authors", about.filter(codename="view_verification")), ("Editors", about)]:
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0002_search"),
        ("comparisons", "0002_verification"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
