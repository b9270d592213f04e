// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
app.get("/orders", { constraints: { version: "1.4.0" } }, async () => "orders of 1.4");
if (!process.argv.includes("--control")) {
    // The control: without the second version.
    app.get("/orders", { constraints: { version: "2.0.0" } }, async () => "orders of 2.0");
}

const seen = {};
for (const version of ["1.x", "2.x", "3.x"]) {
    const answer = await app.inject({ url: "/orders", headers: { "accept-version": version } });
    seen[version] = answer.statusCode === 200 ? answer.body : answer.statusCode;
}
console.log(`asked for by the header Accept-Version: ${JSON.stringify(seen)}`);
process.exit(seen["1.x"] === "orders of 1.4" && seen["2.x"] === "orders of 2.0" ? 0 : 10);
