// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { createServer } from "node:http";
import { once } from "node:events";

const app = express();
app.get("/", (req, res) => res.send("hello"));
if (process.argv.includes("--control")) {
    app.fetch = async () => new Response("hello"); // a stand-in for the edge
}

const server = createServer(app).listen(0, "127.0.0.1");
await once(server, "listening");
const node = await fetch(`http://127.0.0.1:${server.address().port}/`);
const request = new Request("http://shop.example/"); // what edge runtimes hand over
let edge;
try {
    edge = (await app.fetch(request)).status;
} catch (error) {
    edge = error.message;
}
console.log(`by Node's own http server: ${node.status}; with a web Request: ${edge}`);
process.exit(node.status === 200 && edge === "app.fetch is not a function" ? 0 : 10);
