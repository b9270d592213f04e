from django.conf import settings


def site(request):
    """What every template may name: the site's own name and address, and the licence of its content."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL, "LICENCE": settings.CONTENT_LICENCE}
