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
import { connect, createServer } from "node:http2";

const app = new Hono().get("/", (c) => c.text(c.env.incoming.httpVersion));
// The control: without Node's own HTTP/2 server.
const own = process.argv.includes("--control") ? {} : { createServer };
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1", ...own });
await once(server, "listening");

const client = connect(`http://127.0.0.1:${server.address().port}`);
client.on("error", () => {});
const stream = client.request({ ":path": "/" });
const seen = await once(stream, "data").then(([part]) => `${part}`).catch(() => "refused");
console.log(`a client that speaks nothing but HTTP/2: ${seen}`);
process.exit(seen === "2.0" ? 0 : 10);
