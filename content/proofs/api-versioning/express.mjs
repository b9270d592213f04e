// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";

const orders = express.Router();
orders.get("/orders", (req, res) => res.send("orders"));
const app = express();
app.use("/v1", orders);
// The control: without the second version.
if (!process.argv.includes("--control")) app.use("/v2", orders);
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

const url = `http://127.0.0.1:${server.address().port}`;
const seen = (await fetch(`${url}/v2/orders`)).status;
const headers = { "accept-version": "2.0.0", accept: "application/json; version=2" };
const asked = (await fetch(`${url}/orders`, { headers })).status;
console.log(`/v2/orders: ${seen}; by a header: ${asked}`);
process.exit(seen === 200 && asked === 404 ? 0 : 10);
