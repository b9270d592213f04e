// npm install fastify@5.12.8 @fastify/cors@11.4.3
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/cors==11.4.3"]
// [tool.hub]
// control = "self"
// ///
import cors from "@fastify/cors";
import Fastify from "fastify";

const [FRONT, OTHER] = ["https://shop.example", "https://other.example"];

/** For which of the two sites a page may be read. */
async function allowed(sites) {
    const app = Fastify();
    if (sites) await app.register(cors, { origin: sites });
    app.get("/", async () => "hello");
    const names = [];
    for (const origin of [FRONT, OTHER]) {
        const { headers } = await app.inject({ url: "/", headers: { origin } });
        const told = headers["access-control-allow-origin"];
        if (told === origin || told === "*") names.push(origin);
    }
    return names;
}

const before = await allowed();
// The control: every site is let in.
const after = await allowed(process.argv.includes("--control") ? "*" : [FRONT]);
console.log(
    `by default: ${before[0] ?? "no site"}; by @fastify/cors with one named: ${after}`,
);
process.exit(before.length === 0 && String(after) === FRONT ? 0 : 10);
