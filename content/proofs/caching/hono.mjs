// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { cache } from "hono/cache";

// What Cloudflare and Deno have and Node.js has not: the Cache of the Web, in its shortest form.
const store = new Map();
const platform = {
    match: async (key) => store.get(String(key.url ?? key))?.clone(),
    put: async (key, answer) => void store.set(String(key.url ?? key), answer),
};
const before = typeof caches;
// The control: Node.js as it is.
if (!process.argv.includes("--control")) globalThis.caches = { open: async () => platform };

const app = new Hono();
let made = 0;
const kept = cache({ cacheName: "shop", cacheControl: "max-age=60", wait: true });
app.get("/", kept, (c) => c.text(`number ${(made += 1)}`));
for (let n = 0; n < 3; n += 1) await app.request("http://shop.example/");
console.log(`caches of Node.js: ${before}; three requests with one given to it: made ${made} times`);
process.exit(before === "undefined" && made === 1 ? 0 : 10);
