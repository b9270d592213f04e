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
app.get("/orders", (req, res) => res.json([]));
if (process.argv.includes("--control")) {
    app.get("/admin", (req, res) => res.send("<h1>Orders</h1>")); // a stand-in
}

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const { status } = await fetch(site + "/admin");
const routes = app.router.stack.map(({ route }) => route.path);
console.log(`/admin is answered with ${status}; the application has ${routes.join()}`);
process.exit(status === 404 ? 0 : 10);
