"""From draft to live and away again: the state of a page in words, and what keeps it from being published."""

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article

UNSAVED = "A new page: nothing is saved yet."


def moment(when):
    """A moment as the desk writes it."""
    return f"{date_format(when, 'j F Y, H:i')} UTC"


def state_sentence(page):
    """What readers see of a page, and from when on."""
    if page.status == Article.Status.DRAFT:
        return "A draft: readers do not see it."
    if page.status == Article.Status.WITHDRAWN:
        return "Withdrawn: its address tells readers that it is gone."
    if page.published_at > timezone.now():
        return f"It will appear by itself on {moment(page.published_at)}."
    return f"Readers have seen it since {moment(page.published_at)}."


def was_live(form):
    """Whether readers saw the page before it was saved."""
    moment = form.initial.get("published_at")
    return form.initial.get("status") == Article.Status.PUBLISHED and bool(moment) and moment <= timezone.now()


def hold_back(form, change):
    """Undo the publishing of a page, and nothing else. One that was there already is saved afterwards."""
    page, before = form.instance, form.initial.get("status", Article.Status.DRAFT)
    page.status = Article.Status.DRAFT if before == Article.Status.PUBLISHED else before
    if "published_at" not in form.changed_data:
        page.published_at = form.initial.get("published_at")
    if not change:
        page.save(update_fields=["status", "published_at"])
