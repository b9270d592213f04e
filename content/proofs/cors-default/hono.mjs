// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { cors } from "hono/cors";

const [FRONT, OTHER] = ["https://shop.example", "https://other.example"];

/** For which of the two sites a page may be read. */
async function allowed(middleware) {
    const app = new Hono();
    if (middleware) app.use(middleware);
    app.get("/", (c) => c.text("hello"));
    const names = [];
    for (const Origin of [FRONT, OTHER]) {
        const { headers } = await app.request("/", { headers: { Origin } });
        const told = headers.get("access-control-allow-origin");
        if (told === Origin || told === "*") names.push(Origin);
    }
    return names;
}

const before = await allowed();
// The control: cors() without options, which lets every site in.
const after = await allowed(
    process.argv.includes("--control") ? cors() : cors({ origin: FRONT }),
);
console.log(`by default: ${before[0] ?? "no site"}; with one named: ${after}`);
process.exit(before.length === 0 && String(after) === FRONT ? 0 : 10);
