// npm install koa@3.3.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";
import http from "node:http";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
app.use((ctx) => (ctx.body = "a page"));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const ours = Object.keys(Object.getOwnPropertyDescriptors(Koa.prototype)).filter((name) => /socket|ws/i.test(name));
if (CONTROL) {
    // A stand-in: a package that takes the upgrade over.
    server.on("upgrade", (request, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
}
const request = http.get(site, { headers: { connection: "Upgrade", upgrade: "websocket" } });
const [response] = await Promise.race([once(request, "response"), once(request, "upgrade")]);
console.log(`a request to switch to WebSocket is answered with ${response.statusCode}; methods for it: ${ours.join() || "none"}`);
process.exit(response.statusCode === 200 && ours.length === 0 ? 0 : 10);
