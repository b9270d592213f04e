// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const app = new Hono();
app.post("/", async (c) => {
    // The control asks for all of the body.
    if (process.argv.includes("--control")) return c.text(`read: ${await c.req.text()}`);
    const { value } = await c.req.raw.body.getReader().read();
    return c.text(`read: ${new TextDecoder().decode(value)}`);
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
await once(server, "listening");

// A client that sends a part of its body and no more, until it has an answer.
const options = { method: "POST", headers: { "content-type": "text/csv" } };
const client = request(`http://127.0.0.1:${server.address().port}/`, options);
client.write("part");
const late = pause(2000, "nothing, it waits for the rest");
const seen = await Promise.race([once(client, "response").then(([r]) => once(r, "data")), late]);
console.log(`the answer to a body of which one part was sent: ${seen}`);
process.exit(`${seen}` === "read: part" ? 0 : 10);
