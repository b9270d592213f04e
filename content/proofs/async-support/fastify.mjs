// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
const signal = new Int32Array(new SharedArrayBuffer(4));
let release;
const released = new Promise((resolve) => (release = resolve));
let served = false;

app.get("/wait", async () => {
    if (process.argv.includes("--control")) {
        Atomics.wait(signal, 0, 0, 300); // the control: it blocks instead of waiting
        return served;
    }
    await released; // until another request is served
    return served;
});
app.get("/release", async () => {
    served = true;
    release();
    return {};
});
app.get("/fails", async () => {
    throw new Error("no such order");
});
app.setErrorHandler(async (error) => `handled: ${error.message}`);

const [waited] = await Promise.all([app.inject("/wait"), app.inject("/release")]);
const failed = (await app.inject("/fails")).body;
console.log(`another request was served while one waited: ${waited.body}; ${failed}`);
process.exit(waited.body === "true" && failed === "handled: no such order" ? 0 : 10);
