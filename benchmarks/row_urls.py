"""Every address of the site, and one that belongs to the benchmark alone."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from comparisons.models import Technology
from hub import urls


def row(request, key):
    technology = get_object_or_404(Technology.objects.only("slug", "name", "summary"), pk=key)
    return JsonResponse({"slug": technology.slug, "name": technology.name, "summary": technology.summary})


urlpatterns = [path("row/<int:key>", row), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500
