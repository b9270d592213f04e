// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const orders = new Hono().get("/orders", (c) => c.text("orders"));
const app = new Hono();
app.route("/v1", orders);
// The control: without the second version.
if (!process.argv.includes("--control")) app.route("/v2", orders);

const seen = (await app.request("/v2/orders")).status;
const headers = { "accept-version": "2.0.0", accept: "application/json; version=2" };
const asked = (await app.request("/orders", { headers })).status;
console.log(`/v2/orders: ${seen}; by a header: ${asked}`);
process.exit(seen === 200 && asked === 404 ? 0 : 10);
