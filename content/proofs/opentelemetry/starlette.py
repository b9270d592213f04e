# /// script
# requires-python = ">=3.12"
# dependencies = ["starlette==1.10.0", "httpx2==2.16.2", "opentelemetry-sdk==1.45.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.opentelemetry import OpenTelemetryMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

provider, kept = TracerProvider(), InMemorySpanExporter()
provider.add_span_processor(SimpleSpanProcessor(kept))
tracing = [Middleware(OpenTelemetryMiddleware, tracer_provider=provider)]
routes = [Route("/orders/{id:int}", lambda request: PlainTextResponse("order"))]
# The control: without the middleware.
app = Starlette(routes=routes, middleware=[] if "--control" in sys.argv else tracing)
TestClient(app).get("/orders/7")
spans = {span.name: span.attributes.get("http.route") for span in kept.get_finished_spans()}
print(f"spans of one request and their route: {spans}"[:190])
sys.exit(0 if spans.get("GET /orders/{id}") == "/orders/{id}" else 10)
