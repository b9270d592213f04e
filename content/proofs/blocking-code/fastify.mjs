// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";
import { setTimeout } from "node:timers/promises";

const app = Fastify();
const signal = new Int32Array(new SharedArrayBuffer(4));
let inside = 0;
let most = 0;

app.get("/", async () => {
    most = Math.max(most, ++inside);
    if (process.argv.includes("--control")) {
        await setTimeout(300); // a stand-in: the work is done elsewhere
    } else {
        Atomics.wait(signal, 0, 0, 300); // blocks, as a long calculation does
    }
    inside--;
    return "done";
});

const site = await app.listen({ host: "127.0.0.1", port: 0 });
await Promise.all([fetch(site), fetch(site), fetch(site)]);
console.log(
    `of three requests at once to a handler that blocks, ${most} ran at a time`,
);
process.exit(most === 1 ? 0 : 10);
