// npm install hono@4.13.19 @hono/otel@1.1.2 @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-base@2.12.1
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/otel==1.1.2", "@opentelemetry/api==1.9.0", "@opentelemetry/sdk-trace-base==2.12.1"]
// [tool.hub]
// control = "self"
// ///
import { httpInstrumentationMiddleware } from "@hono/otel";
import {
    BasicTracerProvider,
    InMemorySpanExporter,
    SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { Hono } from "hono";

const kept = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] });
const app = new Hono();
const tracing = httpInstrumentationMiddleware({ tracerProvider: provider });
// The control: the middleware is left out.
if (!process.argv.includes("--control")) app.use(tracing);
app.get("/orders/:id", (c) => c.text("order"));
await app.request("/orders/7");

const routes = kept.getFinishedSpans().map((span) => span.attributes["http.route"]);
console.log(`spans of one request, by the route that they name: ${JSON.stringify(routes)}`);
process.exit(routes.includes("/orders/:id") ? 0 : 10);
