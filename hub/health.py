"""What only machines ask for: robots.txt, what browsers may fetch ahead, security.txt, the icon, the health checks."""

from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.absolute import absolute_url
from articles.public_pages import public_page

DAY = 24 * 60 * 60


@public_page(max_age=DAY)
def speculation_rules(request):
    """What a browser may fetch before a reader has clicked: pages; nothing that is downloaded, or is the desk's."""
    return render(request, "hub/speculation-rules.json", content_type="application/speculationrules+json")


@public_page(max_age=DAY)
def robots(request):
    """Pages of a list are worth crawling, its filters only show the same pages again."""
    return render(request, "hub/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Whom to tell of a hole in the site, as RFC 9116 has it, where the settings name somebody.

    It says itself how long it holds, so it is made anew each time, and not kept as a page.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404("Nobody is named here.")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.now() + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {absolute_url(request.path)}",
        "Preferred-Languages: en\n",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def favicon(request):
    """The icon for what cannot name one, such as a feed or a picture opened in a browser."""
    response = redirect(static("img/icon.svg"))
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
@never_cache
def healthz(request):
    """Alive: says nothing about anything else, so that a database that is away does not get the site restarted."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


healthz.without_database = True


@require_safe
@never_cache
def readyz(request):
    """Ready for readers: the database answers and its tables are those of this code; otherwise 503 and why."""
    reason = reason_not_ready()
    headers = {"Retry-After": "5"} if reason else {}
    status, kind = 503 if reason else 200, "text/plain; charset=utf-8"
    return HttpResponse(f"{reason or 'ok'}\n", status=status, content_type=kind, headers=headers)


def reason_not_ready():
    """Why no reader should be sent here, in a line without any detail of the installation; empty where all is well."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "The database cannot be reached."
    return f"Migrations not applied: {len(missing)}." if missing else ""
