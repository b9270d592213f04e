// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const app = new Hono();
const signal = new Int32Array(new SharedArrayBuffer(4));
let release;
const released = new Promise((resolve) => (release = resolve));
let served = false;

app.get("/wait", async (c) => {
    if (process.argv.includes("--control")) {
        Atomics.wait(signal, 0, 0, 300); // the control: it blocks instead of waiting
    } else {
        await released; // until another request is served
    }
    return c.text(`served: ${served}`);
});
app.get("/release", async () => {
    served = true;
    release();
    return new Response("released");
});

const answers = [app.request("/wait"), app.request("/release")];
const waited = await (await answers[0]).text();
const standard = (await answers[1]) instanceof Response;
console.log(`while one request waited, another was ${waited}; a Response: ${standard}`);
process.exit(waited === "served: true" && standard ? 0 : 10);
