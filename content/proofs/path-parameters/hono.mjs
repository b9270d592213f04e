// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const app = new Hono();
// The control: a parameter without a pattern.
const path = process.argv.includes("--control") ? "/orders/:id" : "/orders/:id{[0-9]+}";

app.get(path, (c) => c.json({ id: c.req.param("id") }));

const seven = (await (await app.request("/orders/7")).json()).id;
const word = (await app.request("/orders/seven")).status;
console.log(
    `a pattern refuses /orders/seven with ${word}; /orders/7 gives ` +
        `${JSON.stringify(seven)}, a ${typeof seven}`,
);
process.exit(seven === "7" && word === 404 ? 0 : 10);
