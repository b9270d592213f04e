# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "opentelemetry-sdk==1.45.2"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

kept = InMemorySpanExporter()
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(kept))


def traced(get_response):
    """The control: a span written by hand, as the package of the OpenTelemetry project does."""

    def answer(request):
        with trace.get_tracer("shop").start_as_current_span(f"{request.method} {request.path}"):
            return get_response(request)

    return answer


settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["__main__.traced"] if "--control" in sys.argv else [],
)
django.setup()
urlpatterns = [path("orders/<int:id>", lambda request, id: HttpResponse("order"))]
Client().get("/orders/7")
spans = [span.name for span in kept.get_finished_spans()]
print(f"spans of one request: {spans}")
sys.exit(0 if spans == [] else 10)
