// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const app = new Hono();
const asked = new Map();
if (process.argv.includes("--control")) {
    // The control: a limit of a hundred, written by hand.
    app.use(async (c, next) => {
        const from = c.req.header("x-real-ip");
        asked.set(from, (asked.get(from) ?? 0) + 1);
        if (asked.get(from) > 100) return c.text("too many", 429);
        return next();
    });
}
app.get("/", (c) => c.text("ok"));

const seen = {};
for (let n = 0; n < 500; n += 1) {
    const { status } = await app.request("/", { headers: { "x-real-ip": "192.0.2.7" } });
    seen[status] = (seen[status] ?? 0) + 1;
}
console.log(`500 requests from one address are answered with ${JSON.stringify(seen)}`);
process.exit(seen[200] === 500 ? 0 : 10);
