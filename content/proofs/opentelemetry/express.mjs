// npm install express@5.3.0 @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-base@2.12.1
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0", "@opentelemetry/api==1.9.0", "@opentelemetry/sdk-trace-base==2.12.1"]
// [tool.hub]
// control = "self"
// ///
import { trace } from "@opentelemetry/api";
import {
    BasicTracerProvider,
    InMemorySpanExporter,
    SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import express from "express";
import { once } from "node:events";

const kept = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] }),
);
const app = express();
app.get("/orders/:id", (req, res) => {
    // The control: a span written by hand, as the package of the OpenTelemetry project does.
    if (process.argv.includes("--control")) trace.getTracer("shop").startSpan("GET").end();
    res.send("order");
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
await fetch(`http://127.0.0.1:${server.address().port}/orders/7`);

const spans = kept.getFinishedSpans().map((span) => span.name);
console.log(`spans of one request: ${JSON.stringify(spans)}`);
process.exit(spans.length === 0 ? 0 : 10);
