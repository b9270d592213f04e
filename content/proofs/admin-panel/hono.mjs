// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const app = new Hono();
app.get("/orders", (c) => c.json([]));
if (process.argv.includes("--control")) {
    app.get("/admin", (c) => c.html("<h1>Orders</h1>")); // a stand-in
}

const { status } = await app.request("/admin");
const routes = app.routes.map(({ path }) => path);
console.log(`/admin is answered with ${status}; the application has ${routes.join()}`);
process.exit(status === 404 ? 0 : 10);
