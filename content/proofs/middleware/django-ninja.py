# /// script
# requires-python = ">=3.12"
# dependencies = ["django-ninja==1.7.1", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__)
django.setup()
from ninja import NinjaAPI  # noqa: E402
from ninja.pagination import LimitOffsetPagination, paginate  # noqa: E402
from ninja.throttling import AnonRateThrottle  # noqa: E402

# The control: the operation without its limit of requests.
limit = [] if "--control" in sys.argv else [AnonRateThrottle("2/m")]
api = NinjaAPI()


@api.get("/orders", response=list[int], throttle=limit)
@paginate(LimitOffsetPagination)
def orders(request):
    return list(range(100))


def number_request(get_response):
    """Middleware of Django, which knows nothing of the library."""

    def middleware(request):
        response = get_response(request)
        response["X-Request"] = "no. 1"
        return response

    return middleware


settings.MIDDLEWARE = [f"{__name__}.number_request"]
urlpatterns = [path("api/", api.urls)]
answers = [Client().get("/api/orders?limit=2&offset=10") for _ in range(3)]
page, codes = answers[0].json(), [answer.status_code for answer in answers]
print(
    f"Django's middleware: {answers[0]['X-Request']}; a page: {page['items']} of "
    f"{page['count']}; three requests at two a minute: {codes}"
)
sys.exit(0 if page["items"] == [10, 11] and codes == [200, 200, 429] else 10)
