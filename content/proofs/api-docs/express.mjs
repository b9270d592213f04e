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
app.get("/orders/:id", (req, res) => res.json({ id: req.params.id }));
if (process.argv.includes("--control")) {
    app.get("/openapi.json", (req, res) => res.json({ openapi: "3.1.0" })); // a stand-in
}

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const answers = {};
for (const path of ["/orders/7", "/openapi.json", "/docs", "/api-docs"]) {
    answers[path] = (await fetch(site + path)).status;
}
const known = Object.keys(app.router.stack[0].route).join();
console.log(
    `answers: ${JSON.stringify(answers)}; a route knows its ${known}: no schema`,
);
const described = Object.values(answers).filter((status) => status === 200).length > 1;
process.exit(described ? 10 : 0);
