// npm install koa@3.3.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

const log = [];

function made(n) {
    log.push(`made ${n}`);
    return `event: price\ndata: ${n}\n\n`;
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

const app = new Koa();
app.use((ctx) => {
    ctx.type = "text/event-stream";
    ctx.body = Readable.from(events());
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
await read(await fetch(`http://127.0.0.1:${server.address().port}`));

const first = log.find((line) => line.includes("data:"));
const early = !log.slice(0, log.indexOf(first)).includes("made 2");
console.log(
    `the first event, sent before the second was made (${early}): ${JSON.stringify(first)}`,
);
process.exit(early && first.startsWith("event: price\ndata: 1\n\n") ? 0 : 10);
