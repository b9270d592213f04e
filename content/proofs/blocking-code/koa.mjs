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
const signal = new Int32Array(new SharedArrayBuffer(4));
let inside = 0;
let most = 0;
app.use(async (ctx) => {
    most = Math.max(most, ++inside);
    if (CONTROL) await new Promise((resolve) => setTimeout(resolve, 300)); // a stand-in
    else Atomics.wait(signal, 0, 0, 300); // blocks, as a long calculation does
    inside--;
    ctx.body = "done";
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

await Promise.all([fetch(site), fetch(site), fetch(site)]);
console.log(`of three requests at once to a handler that blocks, ${most} ran at a time`);
process.exit(most === 1 ? 0 : 10);
