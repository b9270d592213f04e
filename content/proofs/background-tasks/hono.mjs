// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { setTimeout } from "node:timers/promises";

const app = new Hono();
const steps = [];
const sendMail = async () => {
    await setTimeout(50);
    steps.push("mail sent");
};
app.post("/orders", async (c) => {
    if (process.argv.includes("--control"))
        await sendMail(); // it holds the response up
    else c.executionCtx.waitUntil(sendMail());
    return c.text("created");
});
app.onError((error, c) => c.text(error.message, 500));

// A platform with an execution context, such as Workers, hands it over.
const promises = [];
const context = { waitUntil: (promise) => promises.push(promise) };
await app.request("/orders", { method: "POST" }, {}, context);
steps.push("response");
await Promise.all(promises);
const without = await app.request("/orders", { method: "POST" });
console.log(`${steps.join(", then ")}; without a context: ${await without.text()}`);
process.exit(steps[0] === "response" && without.status === 500 ? 0 : 10);
