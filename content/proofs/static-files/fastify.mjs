// npm install fastify@5.12.8 @fastify/static@10.1.11
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/static==10.1.11"]
// [tool.hub]
// control = "self"
// ///
import fastifyStatic from "@fastify/static";
import Fastify from "fastify";
import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("public");
writeFileSync("public/style.css", "h1 { color: navy }");

const app = Fastify();
const core = app.hasReplyDecorator("sendFile");
if (!process.argv.includes("--control")) {
    await app.register(fastifyStatic, {
        root: `${process.cwd()}/public`,
        prefix: "/static/",
    });
}
const answer = await app.inject("/static/style.css");
const type = answer.headers["content-type"];
console.log(
    `reply.sendFile in core: ${core}; the plugin: ${answer.statusCode} ${type}`,
);
process.exit(!core && answer.body === "h1 { color: navy }" ? 0 : 10);
