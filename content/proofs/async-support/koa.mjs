// npm install koa@3.3.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
let release;
const released = new Promise((resolve) => (release = resolve));
let served = false;
app.use(async (ctx) => {
    if (ctx.path === "/fails") throw new Error("no such order");
    if (ctx.path === "/release") {
        served = true;
        release();
    } else if (CONTROL) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    else await released; // until another request is served
    ctx.body = String(served);
});
app.silent = true;
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const waiting = fetch(`${site}/wait`);
await new Promise((resolve) => setTimeout(resolve, 200));
await fetch(`${site}/release`);
const waited = await (await waiting).text();
const failed = (await fetch(`${site}/fails`)).status;
console.log(`another request was served while one waited: ${waited}; a rejected promise: ${failed}`);
process.exit(waited === "true" && failed === 500 ? 0 : 10);
