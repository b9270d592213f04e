// npm install fastify@5.12.8 @fastify/view@12.0.0 ejs@7.0.2
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/view==12.0.0", "ejs==7.0.2"]
// [tool.hub]
// control = "self"
// ///
import view from "@fastify/view";
import ejs from "ejs";
import Fastify from "fastify";
import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("templates");
writeFileSync("templates/hello.ejs", "<h1>Hello, <%= person %>!</h1>");

const app = Fastify();
const core = app.hasReplyDecorator("view");
if (!process.argv.includes("--control")) {
    await app.register(view, { engine: { ejs }, root: "templates" });
}
app.get("/hello/:person", (request, reply) => {
    return reply.view("hello.ejs", { person: request.params.person });
});

const { body } = await app.inject("/hello/<b>Ada");
console.log(
    `reply.view in core: ${core}; with @fastify/view and ejs: ${body}`.slice(0, 199),
);
process.exit(!core && body === "<h1>Hello, &lt;b&gt;Ada!</h1>" ? 0 : 10);
