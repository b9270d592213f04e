"""Editors decide on corrections by readers."""

from importlib import import_module

from django.db import migrations

make_permissions = import_module("hub.migrations.0001_groups").make_permissions


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    editors, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name="Editors")
    editors.permissions.add(
        *permissions.filter(content_type__app_label="comparisons", content_type__model="correction")
    )


class Migration(migrations.Migration):
    dependencies = [("hub", "0006_stored_page"), ("comparisons", "0007_corrections")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
