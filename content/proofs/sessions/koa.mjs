// npm install koa@3.3.0 koa-session@7.0.2
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0", "koa-session==7.0.2"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import session from "koa-session";
import { once } from "node:events";

const app = new Koa();
app.keys = ["for this test"];
// The control: the package is left out.
if (!process.argv.includes("--control")) app.use(session(app));
app.use((ctx) => {
    if (!ctx.session) return (ctx.body = "no session");
    ctx.session.sku = (ctx.session.sku ?? "") + "pen ";
    ctx.body = ctx.session.sku;
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}`;

const first = await fetch(url);
const set = first.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
const kept = await (await fetch(url, { headers: { cookie: set.join("; ") } })).text();
const forged = ["koa.sess=e30", ...set.slice(1)].join("; ");
const other = await (await fetch(url, { headers: { cookie: forged } })).text();
console.log(`kept by koa-session: "${kept}"; with a forged cookie: "${other}"`);
process.exit(kept === "pen pen " && other === "pen " ? 0 : 10);
