// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
app.get("/orders", async () => []);
if (process.argv.includes("--control")) {
    app.get("/admin", async () => "<h1>Orders</h1>"); // a stand-in
}

const answer = await app.inject("/admin");
const routes = app.printRoutes({ commonPrefix: false }).trim().replace(/\s+/g, " ");
console.log(`/admin is answered with ${answer.statusCode}; the routes: ${routes}`);
process.exit(answer.statusCode === 404 ? 0 : 10);
