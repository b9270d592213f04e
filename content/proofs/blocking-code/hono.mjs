// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { setTimeout } from "node:timers/promises";

const app = new Hono();
const signal = new Int32Array(new SharedArrayBuffer(4));
let inside = 0;
let most = 0;

app.get("/", async (c) => {
    most = Math.max(most, ++inside);
    if (process.argv.includes("--control")) {
        await setTimeout(300); // a stand-in: the work is done elsewhere
    } else {
        Atomics.wait(signal, 0, 0, 300); // blocks, as a long calculation does
    }
    inside--;
    return c.text("done");
});

const port = await new Promise((resolve) => {
    serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (info) =>
        resolve(info.port),
    );
});
const site = `http://127.0.0.1:${port}/`;
await Promise.all([fetch(site), fetch(site), fetch(site)]);
console.log(
    `of three requests at once to a handler that blocks, ${most} ran at a time`,
);
process.exit(most === 1 ? 0 : 10);
