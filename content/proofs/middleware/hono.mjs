// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "hono==4.4.0"
// ///
import { Hono } from "hono";
import { etag } from "hono/etag";
import { readdirSync } from "node:fs";

const app = new Hono();
const steps = [];
for (const name of ["first", "second"]) {
    app.use(async (c, next) => {
        steps.push(`${name} in`);
        await next();
        steps.push(`${name} out`);
    });
}
app.get("/", etag(), (c) => c.text("hello"));

const tag = (await app.request("/")).headers.get("etag");
const folder = new URL("./middleware/", import.meta.resolve("hono"));
const bundled = readdirSync(folder, { withFileTypes: true }).filter((entry) => {
    return entry.isDirectory();
}).length;
console.log(
    `${steps.join(", ")}; etag of a bundled one: ${tag?.slice(0, 9)}; bundled: ${bundled}`,
);
const onion = String(steps) === "first in,second in,second out,first out";
process.exit(onion && tag && bundled === 27 ? 0 : 10);
