"""The two groups of the editors' desk. Run again, it adds what is missing and takes nothing away."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

OWN = ("add", "change", "delete", "view")
AUTHORS = {
    "articles": {"article": OWN, "faq": OWN, "topic": ["view"], "tag": ["view"], "author": ["view"]},
    "comparisons": {
        "comparison": OWN,
        "subject": OWN,
        "row": OWN,
        **{model: ["view"] for model in ("technology", "release", "featuregroup", "feature", "fact", "source")},
    },
}


def make_groups(apps, schema_editor):
    """Authors write drafts of their own; editors do everything but accounts. A member still needs staff status."""
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    authors, _ = groups.get_or_create(name="Authors")
    for app, models in AUTHORS.items():
        for model, actions in models.items():
            codenames = [f"{action}_{model}" for action in actions]
            authors.permissions.add(*permissions.filter(content_type__app_label=app, codename__in=codenames))
    editors, _ = groups.get_or_create(name="Editors")
    everything = permissions.filter(content_type__app_label__in=AUTHORS)
    editors.permissions.add(*everything.exclude(content_type__app_label="articles", content_type__model="user"))


def make_permissions(apps, using):
    """Django makes permissions after the last migration, which is too late for this one."""
    for label in AUTHORS:
        config = apps.get_app_config(label)
        # In a migration the apps are stand-ins, and would be taken for apps without models.
        config.models_module = getattr(config, "models_module", True)
        create_permissions(config, verbosity=0, using=using, apps=apps)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comparisons", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
