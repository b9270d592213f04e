// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "helmet==8.3.0"]
// ///
import express from "express";
import { once } from "node:events";

const app = express();
try {
    const { default: helmet } = await import("helmet"); // only the control has it
    app.use(helmet());
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}
app.post("/pay", express.urlencoded(), (req, res) => res.json(req.body));

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const response = await fetch(`http://127.0.0.1:${server.address().port}/pay`, {
    method: "POST",
    headers: { Origin: "https://elsewhere.example" },
    body: new URLSearchParams({ amount: "100" }),
});
const headers = [
    "content-security-policy",
    "x-frame-options",
    "x-content-type-options",
];
const set = headers.filter((name) => response.headers.has(name));
const powered = response.headers.get("x-powered-by");
console.log(
    `a forged form: ${response.status}; security headers: ${set.join() || "none"}; ` +
        `X-Powered-By: ${powered}`,
);
process.exit(response.status === 200 && set.length === 0 && powered ? 0 : 10);
