"""People at the editors' desk, and its forms filled in as a browser would send them."""

from html.parser import HTMLParser

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.factories import make_user

BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_staff(group=None, **fields):
    """An account that may sign in at the desk, in the group of that name."""
    user = make_user(**fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user, **options):
    client = Client(**options)
    client.force_login(user, backend=BACKEND)
    return client


def change(thing):
    """The address of the form that changes something."""
    return reverse(admin_urlname(thing._meta, "change"), args=[thing.pk])


class FormReader(HTMLParser):
    """What the form of an admin page would send if it were submitted untouched."""

    def __init__(self, html):
        super().__init__()
        self.data, self.inside, self.text, self.select = {}, False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form")
        elif not self.inside:
            return
        elif tag == "input" and name and attrs.get("type") not in {"submit", "file"}:
            if attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs:
                self.data[name] = attrs.get("value", "on" if attrs["type"] == "checkbox" else "")
        elif tag == "textarea":
            self.text = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in attrs or self.select not in self.data):
            self.data[self.select] = attrs.get("value", "")

    def handle_data(self, data):
        if self.text:
            self.data[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            # The first line end after the tag is not part of the text; browsers send the others as CRLF.
            self.data[self.text] = self.data[self.text].removeprefix("\n").replace("\n", "\r\n")
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def form_at(client, address, **changes):
    """The data of the form at an address, with some changes."""
    response = client.get(address)
    assert response.status_code == 200, response
    return {**FormReader(response.content.decode()).data, **changes}


def add_row(data, prefix, **fields):
    """Add an inline row at the end of a form, as “Add another” does."""
    index = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(index + 1)
    data.update({f"{prefix}-{index}-{name}": value for name, value in fields.items()})
    return data


def errors_of(response):
    """Every message that a refused form shows."""
    assert response.status_code == 200, response
    return [message for error in response.context["errors"].data for message in ValidationError(error).messages]


def refused(client, page, data):
    """The answer to a form that is refused."""
    response = client.post(change(page), data)
    assert response.status_code == 200, response
    return response


def conflicts_of(response):
    """What somebody else changed too, by its name in the form: pairs of mine and theirs."""
    return {conflict.key: (conflict.mine, conflict.theirs) for conflict in response.context["conflicts"]}


def shown(response):
    """What the refused form would send if it were sent again as it is."""
    return FormReader(response.content.decode()).data
