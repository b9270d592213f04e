// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
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

const app = new Hono();
app.get("/", (c) =>
    streamSSE(c, async (stream) => {
        for await (const event of events()) await stream.writeSSE(event);
    }),
);
await read(await app.request("/"));

const first = log.find((line) => line.includes("data:"));
const early = !log.slice(0, log.indexOf(first)).includes("made 2");
console.log(
    `the first event, sent before the second was made (${early}): ${JSON.stringify(first)}`,
);
process.exit(early && first.includes("event: price\n") && first.includes("id: 1\n") ? 0 : 10);
