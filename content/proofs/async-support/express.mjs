// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "express==4.22.3"
// ///
import express from "express";
import { once } from "node:events";

const app = express();
let release;
const released = new Promise((resolve) => (release = resolve));

app.get("/wait", async (req, res) => {
    await released; // until another request is served
    res.send("released");
});
app.get("/release", async (req, res) => res.send(release()));
app.get("/fails", async () => {
    throw new Error("no such order");
});
app.use((error, req, res, next) => res.status(500).send(error.message));

let lost = false; // what Express 4, the control, does with the error
process.on("unhandledRejection", () => (lost = true));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const get = async (path) =>
    (await fetch(site + path, { signal: AbortSignal.timeout(2000) })).text();
const [waited] = await Promise.all([get("/wait"), get("/release")]);
const failed = await get("/fails").catch(() => "never answered");
console.log(`a handler waited for another request: ${waited}; its error: ${failed}`);
process.exit(waited === "released" && failed === "no such order" && !lost ? 0 : 10);
