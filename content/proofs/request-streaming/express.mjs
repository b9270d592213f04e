// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const app = express();
// The control: a parser that is included reads all of the body first.
if (process.argv.includes("--control")) app.use(express.text({ type: "*/*" }));
app.post("/", async (req, res) => {
    const [part] = await once(req, "data");
    res.send(`read: ${part}`);
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

// A client that sends a part of its body and no more, until it has an answer.
const options = { method: "POST", headers: { "content-type": "text/csv" } };
const client = request(`http://127.0.0.1:${server.address().port}/`, options);
client.write("part");
const late = pause(2000, "nothing, it waits for the rest");
const seen = await Promise.race([once(client, "response").then(([r]) => once(r, "data")), late]);
console.log(`the answer to a body of which one part was sent: ${seen}`);
process.exit(`${seen}` === "read: part" ? 0 : 10);
