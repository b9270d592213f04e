// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";
import { once } from "node:events";
import { connect } from "node:http2";

// The control: without the option.
const app = Fastify(process.argv.includes("--control") ? {} : { http2: true });
app.get("/", async (request) => request.raw.httpVersion);
const url = await app.listen({ port: 0, host: "127.0.0.1" });

const client = connect(url);
client.on("error", () => {});
const stream = client.request({ ":path": "/" });
const seen = await once(stream, "data").then(([part]) => `${part}`).catch(() => "refused");
console.log(`a client that speaks nothing but HTTP/2: ${seen}`);
process.exit(seen === "2.0" ? 0 : 10);
