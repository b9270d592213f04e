"""No page of the desk asks the database more often because there is more in it."""

import time

import pytest
import time_machine
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Revision
from tests.desk import make_staff, signed_in
from tests.hub.crowd import grow, grow_parts
from tests.hub.test_permissions import AUTOCOMPLETE, REGEXES, address_of, make_specimens, routes

pytestmark = pytest.mark.django_db
NOT_READ = {"logout/", "login/", "jsi18n/", "comparisons/fact/verify/", *REGEXES} - {"/"}


def addresses(specimens):
    """Every address of the desk that can be read, about one specimen each."""
    found = {}
    for route in routes(admin.site.urls[0]):
        if "<int:revision>" in route:
            thing = specimens["/".join(route.split("/")[:2]) + "/"]
            address = address_of(route.replace("<int:revision>", str(Revision.objects.of(thing).last().pk)), specimens)
        elif route not in NOT_READ:
            address = address_of(route, specimens)
        else:
            continue
        found[route] = address
    return found


def counted(client, specimens):
    """How many queries each of these addresses takes, and what it answers."""
    counts = {}
    for route, address in addresses(specimens).items():
        ContentType.objects.clear_cache()  # so that no page profits from one before it
        with CaptureQueriesContext(connection) as captured:
            status = client.get(address, AUTOCOMPLETE if route == "autocomplete/" else {}).status_code
        counts[route] = (status, len(captured))
    return counts


@time_machine.travel(time.time(), tick=False)  # a session notes once a minute that somebody is there
def test_the_queries_of_every_page_of_the_desk_are_the_same_for_ten_rows_and_for_a_thousand():
    user = make_staff(is_superuser=True)
    client, specimens = signed_in(user), make_specimens()
    grow(0, 10), grow_parts(specimens, 0, 10)
    few = counted(client, specimens)
    grow(10, 1000), grow_parts(specimens, 10, 60)
    many = counted(client, specimens)
    assert {route: (few[route], many[route]) for route in few if few[route] != many[route]} == {}
