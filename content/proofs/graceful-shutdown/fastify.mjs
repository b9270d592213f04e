// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";
import { once } from "node:events";
import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const app = Fastify();
let cleaned = false;
app.addHook("onClose", async () => (cleaned = true));
app.get("/", async () => {
    await pause(1000);
    return "answered";
});
const url = await app.listen({ port: 0, host: "127.0.0.1" });

/** The answer to a request on a connection of its own. */
const ask = async () => {
    const [reply] = await once(get(url, { agent: false }), "response");
    return String((await once(reply, "data"))[0]);
};
const answer = ask().catch(() => "cut off");
await pause(300);
// The control: the connections are cut.
if (process.argv.includes("--control")) app.server.closeAllConnections();
const closed = app.close();
await pause(100);
const refused = await ask().then(() => false).catch(() => true);
const seen = await answer;
await closed;
console.log(`under way when close() was called: ${seen}; new ones refused: ${refused}; hook ran: ${cleaned}`);
process.exit(seen === "answered" && refused && cleaned ? 0 : 10);
