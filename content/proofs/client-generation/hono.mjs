// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { hc } from "hono/client";

const app = new Hono();
// The control: without the route that the client calls.
if (!process.argv.includes("--control")) {
    app.get("/orders/:id", (c) => c.json({ id: c.req.param("id"), lines: c.req.query("lines") }));
}

// The client is made from the type of the application; here it calls it without a network.
const client = hc("http://shop.example/", { fetch: (url, init) => app.request(url, init) });
const answer = await client.orders[":id"].$get({ param: { id: "7" }, query: { lines: "2" } });
const seen = answer.ok ? JSON.stringify(await answer.json()) : answer.status;
console.log(`client.orders[":id"].$get(…) answers ${seen}`);
process.exit(seen === '{"id":"7","lines":"2"}' ? 0 : 10);
