# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3", "opentelemetry-sdk==1.45.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from flask import Flask, request
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

kept = InMemorySpanExporter()
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(kept))
app = Flask(__name__)


@app.get("/orders/<int:order_id>")
def order(order_id):
    return "order"


def traced():
    """The control: a span written by hand, as the package of the OpenTelemetry project does."""
    trace.get_tracer("shop").start_span(f"{request.method} {request.url_rule}").end()


if "--control" in sys.argv:
    app.before_request(traced)
app.test_client().get("/orders/7")
spans = [span.name for span in kept.get_finished_spans()]
print(f"spans of one request: {spans}")
sys.exit(0 if spans == [] else 10)
