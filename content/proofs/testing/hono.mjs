// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { testClient } from "hono/testing";
import assert from "node:assert";

const app = new Hono();
app.post("/orders", (c) => {
    // The control: a fault to be found.
    return c.json({ total: process.argv.includes("--control") ? 41 : 42 }, 201);
});

let outcome = "passed";
try {
    const response = await app.request("/orders", { method: "POST" });
    assert.strictEqual(response.status, 201);
    assert.deepStrictEqual(await response.json(), { total: 42 });

    const typed = await testClient(app).orders.$post();
    assert.deepStrictEqual(await typed.json(), { total: 42 });
} catch {
    outcome = "failed";
}
console.log(`with app.request and testClient, without a server, the test ${outcome}`);
process.exit(outcome === "passed" ? 0 : 10);
