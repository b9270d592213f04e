"""Editors, who may change all content, may also move it in and out as files."""

from importlib import import_module

from django.db import migrations

make_permissions = import_module("hub.migrations.0001_groups").make_permissions


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    permission = apps.get_model("auth", "Permission").objects.using(using).get(codename="transfer_content")
    editors, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name="Editors")
    editors.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("hub", "0008_uploaded_zip"), ("articles", "0007_transfer")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
