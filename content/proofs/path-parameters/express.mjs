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
let pattern;
try {
    app.get("/only/:id(\\d+)", (req, res) => res.json({ id: req.params.id }));
    pattern = "accepted";
} catch (error) {
    pattern = error.message.split(";")[0];
}
app.get(/^\/orders\/(?<id>\d+)$/, (req, res) => res.json({ id: req.params.id }));

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const seven = (await (await fetch(site + "/orders/7")).json()).id;
const word = (await fetch(site + "/orders/seven")).status;
console.log(
    `a regular expression: /orders/7 gives ${JSON.stringify(seven)}, /orders/seven is answered with ${word}; ` +
        `a pattern within a text: ${pattern}`.slice(0, 80),
);
process.exit(seven === "7" && word === 404 && pattern !== "accepted" ? 0 : 10);
