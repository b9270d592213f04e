// npm install hono@4.13.19 @hono/node-server@2.1.9 ws@8.23.0
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9", "ws==8.23.0"]
// [tool.hub]
// control = "self"
// ///
import { serve, upgradeWebSocket } from "@hono/node-server";
import { Hono } from "hono";
import { WebSocket, WebSocketServer } from "ws";

const app = new Hono();
const echo = upgradeWebSocket(() => ({
    onMessage(event, socket) {
        socket.send(`echo: ${event.data}`);
    },
}));
// The control: an ordinary route.
app.get("/echo", process.argv.includes("--control") ? (c) => c.text("a page") : echo);

const websocket = { server: new WebSocketServer({ noServer: true }) };
const options = { fetch: app.fetch, hostname: "127.0.0.1", port: 0, websocket };
const port = await new Promise((resolve) =>
    serve(options, (info) => resolve(info.port)),
);

const client = new WebSocket(`ws://127.0.0.1:${port}/echo`);
const answer = await new Promise((resolve) => {
    client.on("open", () => client.send("hello"));
    client.on("message", (message) => resolve(String(message)));
    client.on("error", (error) => resolve(error.message));
});
console.log(`answer over the WebSocket: ${answer}`);
process.exit(answer === "echo: hello" ? 0 : 10);
