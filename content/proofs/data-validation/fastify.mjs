// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
const body = {
    type: "object",
    required: ["sku", "quantity"],
    properties: { sku: { type: "string" }, quantity: { type: "integer", minimum: 1 } },
};
// The control: a route without a schema.
const schema = process.argv.includes("--control") ? {} : { body };

app.post("/orders", { schema }, async (request) => request.body);

const post = (payload) => app.inject({ method: "POST", url: "/orders", payload });
const good = await post({ sku: "pen", quantity: "7" });
const bad = await post({ sku: "pen", quantity: "many" });
console.log(
    `'7' becomes ${JSON.stringify(good.json().quantity)}; 'many' is answered with ` +
        `${bad.statusCode} ${bad.json().message ?? ""}`,
);
process.exit(good.json().quantity === 7 && bad.statusCode === 400 ? 0 : 10);
