"""The two groups of the desk, as every migration of the database leaves them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from hub.groups import GROUPS

pytestmark = pytest.mark.django_db


def listed(name):
    return {
        (app, model, action if "_" in action else f"{action}_{model}")
        for app, rights in GROUPS[name].items()
        for actions, models in rights.items()
        for model in models
        for action in actions
    }


def granted(name):
    permissions = Permission.objects.filter(group__name=name)
    return set(permissions.values_list("content_type__app_label", "content_type__model", "codename"))


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_may_do_what_the_table_says_and_nothing_else(name):
    assert granted(name) == listed(name)


def test_editors_may_do_everything_but_accounts():
    ours = Permission.objects.filter(content_type__app_label__in=["articles", "comparisons"])
    everything = set(ours.values_list("content_type__app_label", "content_type__model", "codename"))
    accounts = {permission for permission in everything if permission[1] == "user"}
    assert everything - accounts == granted("Editors")


def test_what_a_group_lacks_comes_back_and_what_it_was_given_besides_stays():
    authors = Group.objects.get(name="Authors")
    authors.permissions.remove(*authors.permissions.filter(codename="add_article"))
    authors.permissions.add(Permission.objects.get(codename="publish_article"))
    Group.objects.get(name="Editors").delete()
    call_command("migrate", verbosity=0)
    assert granted("Authors") == listed("Authors") | {("articles", "article", "publish_article")}
    assert granted("Editors") == listed("Editors")
