# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2", "opentelemetry-sdk==1.45.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

provider, kept = TracerProvider(), InMemorySpanExporter()
provider.add_span_processor(SimpleSpanProcessor(kept))
# The control: tracing is switched off.
app = FastAPI(telemetry={"tracer_provider": provider, "tracing": "--control" not in sys.argv})


@app.get("/orders/{order_id}")
def order(order_id: int):
    return order_id


with TestClient(app) as client:
    client.get("/orders/7")
spans = {span.name: span.attributes.get("http.route") for span in kept.get_finished_spans()}
print(f"spans of one request and their route: {spans}"[:190])
sys.exit(0 if spans.get("GET /orders/{order_id}") == "/orders/{order_id}" else 10)
