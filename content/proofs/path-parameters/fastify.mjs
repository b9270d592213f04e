// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
const params = { type: "object", properties: { id: { type: "integer" } } };
// The control: a route without a schema.
const schema = process.argv.includes("--control") ? {} : { params };

app.get("/orders/:id", { schema }, async (request) => ({ id: request.params.id }));

const seven = (await app.inject("/orders/7")).json().id;
const word = await app.inject("/orders/seven");
console.log(
    `/orders/7 gives ${JSON.stringify(seven)}, /orders/seven is answered with ` +
        `${word.statusCode} ${word.json().message ?? ""}`,
);
process.exit(seven === 7 && word.statusCode === 400 ? 0 : 10);
