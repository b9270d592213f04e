// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { mkdirSync, writeFileSync } from "node:fs";

// Paths start at the working directory.
mkdirSync("static");
writeFileSync("static/style.css", "h1 { color: navy }");

const app = new Hono();
if (!process.argv.includes("--control"))
    app.use("/static/*", serveStatic({ root: "./" }));

const response = await app.request("/static/style.css");
const type = response.headers.get("content-type");
const text = await response.text();
console.log(`/static/style.css: ${response.status} ${type} ${text}`);
process.exit(response.status === 200 && text === "h1 { color: navy }" ? 0 : 10);
