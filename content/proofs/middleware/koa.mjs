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
const steps = [];
for (const name of ["first", "second"]) {
    app.use(async (ctx, next) => {
        steps.push(`${name} in`);
        if (!CONTROL) await next(); // the control never hands over
        steps.push(`${name} out`);
    });
}
app.use((ctx) => (ctx.body = "hello"));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const { status } = await fetch(site);
console.log(`${steps.join(", ")}; answered with ${status}`);
process.exit(String(steps) === "first in,second in,second out,first out" ? 0 : 10);
