// npm install fastify@5.12.8 @fastify/aws-lambda@6.4.1
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/aws-lambda==6.4.1"]
// [tool.hub]
// control = "self"
// ///
import awsLambda from "@fastify/aws-lambda";
import Fastify from "fastify";

const app = Fastify();
app.get("/", async () => "hello");
if (process.argv.includes("--control")) {
    app.decorate("fetch", async () => new Response("hello")); // a stand-in for the edge
}

const handler = awsLambda(app);
const site = await app.listen({ host: "127.0.0.1", port: 0 });
const node = (await fetch(site)).status;
const event = { httpMethod: "GET", path: "/", headers: {}, requestContext: {} };
const lambda = (await handler(event, {})).statusCode;
let edge;
try {
    edge = (await app.fetch(new Request("http://shop.example/"))).status;
} catch (error) {
    edge = error.message;
}
console.log(
    `Node.js server: ${node}; AWS Lambda through an adapter: ${lambda}; ` +
        `with a web Request, as at the edge: ${edge}`,
);
process.exit(node === 200 && lambda === 200 && edge !== 200 ? 0 : 10);
