// npm install fastify@5.12.8 @fastify/otel@0.21.2 @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-base@2.12.1
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/otel==0.21.2", "@opentelemetry/api==1.9.0", "@opentelemetry/sdk-trace-base==2.12.1"]
// [tool.hub]
// control = "self"
// ///
import otel from "@fastify/otel";
import {
    BasicTracerProvider,
    InMemorySpanExporter,
    SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import Fastify from "fastify";

const kept = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] });
const instrumentation = new otel.FastifyOtelInstrumentation();
instrumentation.setTracerProvider(provider);
const app = Fastify();
// The control: the plugin is left out.
if (!process.argv.includes("--control")) await app.register(instrumentation.plugin());
app.get("/orders/:id", async () => "order");
await app.inject("/orders/7");

const routes = kept.getFinishedSpans().map((span) => span.attributes["http.route"]);
console.log(`spans of one request, by the route that they name: ${JSON.stringify(routes)}`);
process.exit(routes.includes("/orders/:id") ? 0 : 10);
