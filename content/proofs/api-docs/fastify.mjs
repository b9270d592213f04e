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
const core = app.swagger === undefined ? "nothing" : "something";
if (!process.argv.includes("--control")) {
    await app.register(swagger, { openapi: { info: { title: "Shop", version: "1" } } });
}
const params = { type: "object", properties: { id: { type: "integer" } } };
app.get("/orders/:id", { schema: { params } }, async ({ params }) => params);

await app.ready();
const document = app.swagger?.();
const [parameter] = document?.paths["/orders/{id}"].get.parameters ?? [];
console.log(
    `core describes ${core}; with @fastify/swagger OpenAPI ${document?.openapi} has ` +
        `${parameter?.name}: ${parameter?.schema.type} from the route's schema`,
);
process.exit(core === "nothing" && parameter?.schema.type === "integer" ? 0 : 10);
