from django.conf import settings


def site(request):
    """What every template may name: the site's own name and address."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
