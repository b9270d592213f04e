"""What somebody may do to pages of whatever kind. The groups, and what each of them may do, are the hub's."""

from django.contrib.auth import get_permission_codename

from articles.models import Article


def may_publish(user):
    return user.has_perm("articles.publish_article")


def may_with_pages(user, *actions):
    """Whether a user may do one of these to pages of some kind: add, change, delete or view."""
    kinds = [model._meta for model in (Article, *Article.__subclasses__())]
    names = [f"{kind.app_label}.{get_permission_codename(action, kind)}" for kind in kinds for action in actions]
    return any(map(user.has_perm, names))


def nobody(model_admin, request, obj=None):
    """A permission of an admin class that nobody has."""
    return False


class ReadOnlyMixin:
    """For what comes about by itself: nobody adds, changes or deletes it at the desk."""

    has_add_permission = has_change_permission = has_delete_permission = nobody
