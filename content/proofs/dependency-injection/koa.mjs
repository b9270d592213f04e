// npm install koa@3.3.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
app.context.database = { name: "the database" };
const handler = async (ctx, next, declared) => {
    ctx.body = [ctx.database.name, typeof declared];
};
// The control: a stand-in that gives handlers what they declare.
app.use(CONTROL ? (ctx, next) => handler(ctx, next, app.context.database) : handler);
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const [attached, declared] = await (await fetch(site)).json();
console.log(`by the context: ${attached}; a third argument of the handler: ${declared}`);
process.exit(attached === "the database" && declared === "undefined" ? 0 : 10);
