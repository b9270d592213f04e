// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

const app = express();
const signal = new Int32Array(new SharedArrayBuffer(4));
let inside = 0;
let most = 0;

app.get("/", async (req, res) => {
    most = Math.max(most, ++inside);
    if (process.argv.includes("--control")) {
        await setTimeout(300); // a stand-in: the work is done elsewhere
    } else {
        Atomics.wait(signal, 0, 0, 300); // blocks, as a long calculation does
    }
    inside--;
    res.send("done");
});

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
await Promise.all([fetch(site), fetch(site), fetch(site)]);
console.log(
    `of three requests at once to a handler that blocks, ${most} ran at a time`,
);
process.exit(most === 1 ? 0 : 10);
