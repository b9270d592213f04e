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
app.use(async (ctx) => {
    ctx.body = { body: typeof ctx.request.body, query: ctx.query };
    if (CONTROL && !Number(ctx.query.quantity)) ctx.status = 400; // a check of your own
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const response = await fetch(`${site}/?quantity=many`, { method: "POST", body: '{"quantity": "many"}' });
const { body, query } = await response.json();
console.log(
    `a body is not even parsed (ctx.request.body: ${body}); a query of quantity=${query.quantity}: ${response.status}`,
);
process.exit(response.status === 200 && body === "undefined" ? 0 : 10);
