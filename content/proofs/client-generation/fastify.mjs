// npm install fastify@5.12.8 @fastify/swagger@9.9.3
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/swagger==9.9.3"]
// [tool.hub]
// control = "self"
// ///
import swagger from "@fastify/swagger";
import Fastify from "fastify";

const app = Fastify();
// The control: the plugin is left out.
if (!process.argv.includes("--control")) await app.register(swagger, { openapi: {} });
const id = { type: "integer" };
const order = { type: "object", properties: { id } };
const params = { type: "object", properties: { id } };
const schema = { operationId: "readOrder", params, response: { 200: order } };
app.get("/orders/:id", { schema }, async ({ params }) => params);
await app.ready();

const document = app.swagger?.() ?? { paths: {} };
const names = Object.values(document.paths).map((path) => path.get.operationId);
console.log(`OpenAPI ${document.openapi}, the names of its methods: ${JSON.stringify(names)}`);
process.exit(names[0] === "readOrder" ? 0 : 10);
