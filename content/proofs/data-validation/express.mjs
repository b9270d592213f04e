// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "express-validator==7.3.2"]
// ///
import express from "express";
import { once } from "node:events";

const app = express();
app.use(express.json());
const checks = [];
try {
    // Only the control has this package.
    const { body, validationResult } = await import("express-validator");
    checks.push(body("quantity").isInt(), (req, res, next) =>
        validationResult(req).isEmpty() ? next() : res.sendStatus(422),
    );
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}
app.post("/orders", ...checks, (req, res) => res.json(req.body));

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const response = await fetch(`http://127.0.0.1:${server.address().port}/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ quantity: "many" }),
});
const answer = await response.text();
console.log(`the body is parsed, not checked: ${response.status} ${answer}`);
process.exit(response.status === 200 && answer === '{"quantity":"many"}' ? 0 : 10);
