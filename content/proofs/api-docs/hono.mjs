// npm install hono@4.13.19 @hono/zod-openapi@1.6.3 zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/zod-openapi==1.6.3", "zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import { OpenAPIHono, createRoute, z } from "@hono/zod-openapi";
import { Hono } from "hono";

const core = (await new Hono().request("/openapi.json")).status;
// The control: an application without the add-on.
const app = process.argv.includes("--control") ? new Hono() : new OpenAPIHono();

const route = createRoute({
    method: "get",
    path: "/orders/{id}",
    request: { params: z.object({ id: z.coerce.number().int() }) },
    responses: { 200: { description: "An order" } },
});
app.openapi?.(route, (c) => c.json(c.req.valid("param")));
app.doc?.("/openapi.json", { openapi: "3.0.0", info: { title: "Shop", version: "1" } });

const answer = await app.request("/openapi.json");
const document = answer.ok ? await answer.json() : {};
const [parameter] = document.paths?.["/orders/{id}"].get.parameters ?? [];
console.log(
    `core: ${core}; with @hono/zod-openapi: ${answer.status}, OpenAPI ${document.openapi} ` +
        `has ${parameter?.name}: ${parameter?.schema.type}`,
);
process.exit(core === 404 && parameter?.schema.type === "integer" ? 0 : 10);
