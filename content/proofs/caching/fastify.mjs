// npm install fastify@5.12.8 @fastify/caching@9.0.4
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/caching==9.0.4"]
// [tool.hub]
// control = "self"
// ///
import caching from "@fastify/caching";
import Fastify from "fastify";
import { promisify } from "node:util";

const app = Fastify();
await app.register(caching, { privacy: "public", expiresIn: 60 });
const get = promisify(app.cache.get.bind(app.cache));
const set = promisify(app.cache.set.bind(app.cache));
let made = 0;
app.get("/", async () => {
    const found = await get("prices");
    if (found) return found.item;
    made += 1;
    // The control: nothing is kept.
    if (!process.argv.includes("--control")) await set("prices", `number ${made}`, 60_000);
    return `number ${made}`;
});

const answers = [];
for (let n = 0; n < 3; n += 1) answers.push(await app.inject("/"));
const bodies = answers.map((answer) => answer.body);
const header = answers[0].headers["cache-control"];
console.log(`three requests, made ${made} times: ${bodies}; cache-control: ${header}`);
process.exit(made === 1 && header?.includes("max-age=60") ? 0 : 10);
