// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";

const app = new Hono();
app.get("/", (c) => c.text("hello"));
// The control: an application for Node.js alone, without a fetch function.
const edgeEntry = process.argv.includes("--control") ? {} : app;

// Workers, Deno, Bun and others call the default export's fetch with a web Request.
let edge;
try {
    edge = await (await edgeEntry.fetch(new Request("http://shop.example/"))).text();
} catch (error) {
    edge = error.message;
}
const http = { method: "GET", path: "/" };
const event = { version: "2.0", rawPath: "/", headers: {}, requestContext: { http } };
const lambda = (await handle(app)(event)).body;
const port = await new Promise((resolve) => {
    serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (info) =>
        resolve(info.port),
    );
});
const node = await (await fetch(`http://127.0.0.1:${port}/`)).text();
console.log(
    `web Request: ${edge}; AWS Lambda event: ${lambda}; Node.js server: ${node}`,
);
process.exit([edge, lambda, node].every((text) => text === "hello") ? 0 : 10);
