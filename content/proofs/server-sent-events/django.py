# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import path

log = []


def made(n):
    log.append(f"made {n}")
    return f"event: price\ndata: {n}\n\n"


turns = (made(n) for n in (1, 2))
if "--control" in sys.argv:  # the control: all of it is made before any is sent
    turns = list(turns)
settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="for this test", ALLOWED_HOSTS=["*"]
)
django.setup()


def stream(request):
    return StreamingHttpResponse(turns, content_type="text/event-stream")


urlpatterns = [path("", stream)]
for part in Client().get("/").streaming_content:
    log.append(part.decode())
first = next(line for line in log if "data:" in line)
early = "made 2" not in log[: log.index(first)]
print(f"the first event, sent before the second was made ({early}): {first!r}")
sys.exit(0 if early and first == "event: price\ndata: 1\n\n" else 10)
