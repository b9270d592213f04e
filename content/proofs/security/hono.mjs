// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { NONCE, secureHeaders } from "hono/secure-headers";

const app = new Hono();
if (!process.argv.includes("--control")) {
    // The control: nothing is on until it is used.
    app.use(csrf(), bodyLimit({ maxSize: 1000 }));
    app.use(secureHeaders({ contentSecurityPolicy: { scriptSrc: ["'self'", NONCE] } }));
}
app.post("/pay", async (c) => c.json(await c.req.parseBody()));

const pay = (amount, Origin) =>
    app.request("http://shop.example/pay", {
        method: "POST",
        headers: { Origin, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ amount }).toString(),
    });
const own = await pay("1", "http://shop.example");
const forged = (await pay("1", "http://elsewhere.example")).status;
const large = (await pay("1".repeat(5000), "http://shop.example")).status;
const csp = own.headers.get("content-security-policy") ?? "none";
console.log(
    `own form: ${own.status}, forged: ${forged}, large: ${large}; ${csp.slice(0, 50)}`,
);
process.exit(
    own.status === 200 && forged === 403 && large === 413 && /nonce/.test(csp) ? 0 : 10,
);
