# /// script
# requires-python = ">=3.12"
# dependencies = ["djangorestframework==3.18.3", "django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()
from rest_framework.pagination import PageNumberPagination  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.throttling import AnonRateThrottle  # noqa: E402
from rest_framework.versioning import QueryParameterVersioning  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class TwoAnHour(AnonRateThrottle):
    rate = "2/hour"


class Orders(APIView):
    versioning_class = QueryParameterVersioning
    if "--control" not in sys.argv:  # the control: nothing is configured for the view
        throttle_classes = [TwoAnHour]

    def get(self, request):
        pages = PageNumberPagination()
        pages.page_size = 2
        return Response([request.version, pages.paginate_queryset([1, 2, 3], request)])


requests = [APIRequestFactory().get("/?version=2&page=2") for _ in range(3)]
answers = [Orders.as_view()(request) for request in requests]
codes = [answer.status_code for answer in answers]
print(f"version and second page: {answers[0].data}; three requests: {codes}")
sys.exit(0 if answers[0].data == ["2", [3]] and codes == [200, 200, 429] else 10)
