// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";
import { connect, createServer } from "node:http2";

const app = express();
app.get("/", (req, res) => res.send(req.httpVersion));
// The control: a function of Node itself in place of the application.
const plain = (req, res) => res.end(req.httpVersion);
const server = createServer(process.argv.includes("--control") ? plain : app);
server.listen(0, "127.0.0.1");
await once(server, "listening");

const told = new Promise((done) => process.on("uncaughtException", (e) => done(e.message)));
const client = connect(`http://127.0.0.1:${server.address().port}`);
client.on("error", () => {});
const stream = client.request({ ":path": "/" });
const read = once(stream, "data").then(([part]) => `${part}`).catch(() => "refused");
const late = new Promise((done) => setTimeout(() => done("no answer"), 4000));
const seen = await Promise.race([read, told, late]);
console.log(`the application in Node's own HTTP/2 server: ${seen}`.slice(0, 190));
process.exit(seen === "2.0" ? 10 : 0);
