"""What the two groups of the desk may do, in one table. Whoever is in one still needs staff status to sign in."""

from django.apps import apps as installed
from django.db.models import Q

OWN = ("add", "change", "delete", "view")
SEEN = ("view",)
ANSWERS = [
    "technologykind",
    "technology",
    "release",
    "featuregroup",
    "feature",
    "fact",
    "source",
    "step",
    "verification",
]
# Authors write drafts of their own. Editors do everything but accounts.
AUTHORS = {
    "articles": {OWN: ["article", "faq"], SEEN: ["topic", "tag", "author"]},
    "comparisons": {
        OWN: ["comparison", "subject", "row"],
        SEEN: [*ANSWERS, "proof", "run", "sample"],
    },
}
EDITORS = {
    "articles": {
        OWN: ["article", "faq", "topic", "tag", "author", "oldslug", "deletion"],
        ("publish_article", "transfer_content"): ["article"],
    },
    "comparisons": {
        OWN: [*AUTHORS["comparisons"][OWN], *ANSWERS, "linkcheck", "sample"],
        SEEN: ["proof", "run"],  # they change as files
        ("change", "delete", "view"): ["correction"],
        ("delete",): ["proof"],
    },
}
GROUPS = {"Authors": AUTHORS, "Editors": EDITORS}


def apply_groups(using="default", apps=installed, **kwargs):
    """Give the groups what the table says and they have not got; what else somebody gave a group, it keeps.

    A handler of post_migrate, and so a step of ``manage.py prepare``.
    """
    group_model = apps.get_model("auth", "Group")
    for name, table in GROUPS.items():
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.add(*named_permissions(table, apps, using))


def named_permissions(table, apps, using):
    """The permissions of a table. A verb alone is Django's own permission for the model, such as ``view_article``."""
    named = Q(pk__in=[])
    for app, rights in table.items():
        for actions, models in rights.items():
            for model in models:
                names = [action if "_" in action else f"{action}_{model}" for action in actions]
                named |= Q(content_type__app_label=app, content_type__model=model, codename__in=names)
    return apps.get_model("auth", "Permission").objects.using(using).filter(named)
