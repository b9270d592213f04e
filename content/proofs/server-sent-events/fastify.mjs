// npm install fastify@5.12.8 @fastify/sse@0.6.0
// /// script
// requires-node = ">=20.20.2"
// dependencies = ["fastify==5.12.8", "@fastify/sse==0.6.0"]
// [tool.hub]
// control = "self"
// ///
import sse from "@fastify/sse";
import Fastify from "fastify";
import { setTimeout as pause } from "node:timers/promises";

const log = [];

function made(n) {
    log.push(`made ${n}`);
    return { event: "price", id: `${n}`, data: `${n}` };
}

/** The events one by one; for the control, all of them are made before any is sent. */
async function* events() {
    if (process.argv.includes("--control")) yield* [1, 2].map(made);
    else {
        for (const n of [1, 2]) {
            yield made(n);
            await pause(100);
        }
    }
}

/** What a client reads, into the log, while the server is still at it. */
async function read(response) {
    for await (const part of response.body) log.push(new TextDecoder().decode(part));
}

const app = Fastify();
await app.register(sse);
app.get("/", { sse: "only" }, async (request, reply) => {
    await reply.sse.send(events());
});
await read(await fetch(await app.listen()));

const first = log.find((line) => line.includes("data:"));
const early = !log.slice(0, log.indexOf(first)).includes("made 2");
console.log(
    `the first event, sent before the second was made (${early}): ${JSON.stringify(first)}`,
);
process.exit(early && first.includes("event: price\n") && first.includes("id: 1\n") ? 0 : 10);
