// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const app = Fastify();
// The control: the parser is told to read all of the body first.
const whole = process.argv.includes("--control") ? { parseAs: "string" } : {};
app.addContentTypeParser("text/csv", whole, (req, body, done) => done(null, body));
app.post("/", async ({ body }) => {
    const [part] = await once(body, "data");
    return `read: ${part}`;
});
const url = await app.listen({ port: 0, host: "127.0.0.1" });

// A client that sends a part of its body and no more, until it has an answer.
const options = { method: "POST", headers: { "content-type": "text/csv" } };
const client = request(url, options);
client.write("part");
const late = pause(2000, "nothing, it waits for the rest");
const seen = await Promise.race([once(client, "response").then(([r]) => once(r, "data")), late]);
console.log(`the answer to a body of which one part was sent: ${seen}`);
process.exit(`${seen}` === "read: part" ? 0 : 10);
