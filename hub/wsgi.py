"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")


def without_body_for_head(application):
    """Answer HEAD with the headers of GET only. gunicorn drops a body as well, but logs a warning each time."""

    def call(environ, start_response):
        response = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return response
        response.close()
        return []

    return call


application = without_body_for_head(get_wsgi_application())
