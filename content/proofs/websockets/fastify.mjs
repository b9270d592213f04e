// npm install fastify@5.12.8 @fastify/websocket@11.3.7
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/websocket==11.3.7"]
// [tool.hub]
// control = "self"
// ///
import websocket from "@fastify/websocket";
import Fastify from "fastify";

const app = Fastify();
const before = app.server.listenerCount("upgrade");
if (!process.argv.includes("--control")) await app.register(websocket);

app.get("/echo", { websocket: true }, (socket) => {
    socket.on("message", (message) => socket.send(`echo: ${message}`));
});

await app.ready();
let answer;
try {
    const client = await app.injectWS("/echo");
    answer = await new Promise((resolve) => {
        client.on("message", (message) => resolve(String(message)));
        client.send("hello");
    });
} catch (error) {
    answer = error.message;
}
console.log(`core listens for ${before} upgrades; with @fastify/websocket: ${answer}`);
process.exit(before === 0 && answer === "echo: hello" ? 0 : 10);
