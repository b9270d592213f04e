// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import assert from "node:assert";
import Fastify from "fastify";

function build() {
    const app = Fastify();
    app.post("/orders", async (request, reply) => {
        reply.code(201);
        // The control: a fault to be found.
        return { total: process.argv.includes("--control") ? 41 : 42 };
    });
    return app;
}

const app = build();
const response = await app.inject({ method: "POST", url: "/orders", payload: {} });
let outcome = "passed";
try {
    assert.strictEqual(response.statusCode, 201);
    assert.deepStrictEqual(response.json(), { total: 42 });
} catch {
    outcome = "failed";
}
const listening = app.server.listening;
console.log(`the test ${outcome}; a socket was open: ${listening}`);
process.exit(outcome === "passed" && !listening ? 0 : 10);
