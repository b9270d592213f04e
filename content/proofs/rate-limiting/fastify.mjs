// npm install fastify@5.12.8 @fastify/rate-limit@11.2.0
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/rate-limit==11.2.0"]
// [tool.hub]
// control = "self"
// ///
import limit from "@fastify/rate-limit";
import Fastify from "fastify";

const app = Fastify();
const options = { max: 100, timeWindow: "1 minute" };
// The control: the plugin is left out.
if (!process.argv.includes("--control")) await app.register(limit, options);
app.get("/", async () => "ok");

const seen = {};
let last;
for (let n = 0; n < 500; n += 1) {
    last = await app.inject("/");
    seen[last.statusCode] = (seen[last.statusCode] ?? 0) + 1;
}
const again = last.headers["retry-after"];
console.log(`500 requests from one address: ${JSON.stringify(seen)}; retry-after: ${again}`);
process.exit(seen[200] === 100 && seen[429] === 400 && again ? 0 : 10);
