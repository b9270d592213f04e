// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "ws==8.23.0"]
// ///
import express from "express";
import { once } from "node:events";
import { request } from "node:http";

const app = express();
app.get("/echo", (req, res) => res.send("a page"));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
try {
    const { WebSocketServer } = await import("ws"); // only the control has it
    new WebSocketServer({ server });
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}

const handshake = request({
    port: server.address().port,
    path: "/echo",
    headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
}).end();
const status = await new Promise((resolve) => {
    for (const event of ["response", "upgrade"]) {
        handshake.on(event, ({ statusCode }) => resolve(statusCode));
    }
});
const listeners = server.listenerCount("upgrade");
console.log(
    `the handshake is answered with ${status}; listeners for upgrade: ${listeners}`,
);
process.exit(status === 200 && listeners === 0 ? 0 : 10);
