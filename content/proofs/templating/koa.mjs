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
    if (CONTROL) ctx.render = () => (ctx.body = "<h1>Orders</h1>"); // a stand-in
    try {
        await ctx.render("orders", { title: "Orders" });
    } catch (error) {
        ctx.body = error.message;
    }
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const answer = await (await fetch(site)).text();
console.log(`a template: ${answer}`);
process.exit(/not a function/.test(answer) ? 0 : 10);
