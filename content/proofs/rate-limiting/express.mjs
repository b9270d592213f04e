// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";

const app = express();
const asked = new Map();
if (process.argv.includes("--control")) {
    // The control: a limit of a hundred, written by hand.
    app.use((req, res, next) => {
        asked.set(req.ip, (asked.get(req.ip) ?? 0) + 1);
        if (asked.get(req.ip) > 100) res.sendStatus(429);
        else next();
    });
}
app.get("/", (req, res) => res.send("ok"));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

const seen = {};
for (let n = 0; n < 500; n += 1) {
    const { status } = await fetch(`http://127.0.0.1:${server.address().port}`);
    seen[status] = (seen[status] ?? 0) + 1;
}
console.log(`500 requests from one address are answered with ${JSON.stringify(seen)}`);
process.exit(seen[200] === 500 ? 0 : 10);
