// npm install koa@3.3.0 @koa/router@15.7.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0", "@koa/router==15.7.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";
import { Router } from "@koa/router";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
const router = new Router();
const path = CONTROL ? "/orders/:id" : /^\/orders\/(\d+)$/; // the control: a path without a pattern
router.get(path, (ctx) => {
    ctx.body = typeof ctx.captures[0];
});
app.use(router.routes());
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const core = typeof app.get;
const seen = [];
for (const id of ["7", "seven"]) {
    const response = await fetch(`${site}/orders/${id}`);
    seen.push(response.status === 200 ? await response.text() : response.status);
}
console.log(`routes in core: ${core}; with @koa/router /orders/7 gives a ${seen[0]}, /orders/seven: ${seen[1]}`);
process.exit(core === "undefined" && String(seen) === "string,404" ? 0 : 10);
