// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { readFileSync } from "node:fs";

const app = new Hono();
const numbers = Array.from({ length: 95 }, (_, n) => n + 1);
app.get("/", (c) => c.json(numbers));
app.get("/paged", (c) => {
    const page = Number(c.req.query("page") ?? 1);
    return c.json(numbers.slice(10 * (page - 1), 10 * page));
});

// The control: a handler that cuts the list itself.
const path = process.argv.includes("--control") ? "/paged?page=2" : "/?page=2";
const seen = await (await app.request(path)).json();
const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.resolve("hono"))));
const found = Object.keys(manifest.exports).filter((name) => /paginat/.test(name));
console.log(`asked for page 2: ${seen[0]} to ${seen.at(-1)}; modules for it: [${found}]`);
process.exit(seen.length === 95 && found.length === 0 ? 0 : 10);
