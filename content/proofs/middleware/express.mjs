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
const steps = [];

app.use((req, res, next) => {
    steps.push("first in");
    res.on("finish", () => steps.push("first out"));
    if (process.argv.includes("--control")) return res.end(); // it breaks the chain
    next();
});
app.use("/orders", express.json(), (req, res, next) => {
    steps.push("second in");
    next();
});
app.post("/orders", (req, res) => {
    steps.push("handler");
    res.json(req.body);
});

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const response = await fetch(`http://127.0.0.1:${server.address().port}/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: '{"sku":"pen"}',
});
const answer = await response.text();
console.log(`${steps.join(", ")}; the body, parsed by shared middleware: ${answer}`);
const chain = ["first in", "second in", "handler", "first out"];
process.exit(String(steps) === String(chain) && answer === '{"sku":"pen"}' ? 0 : 10);
