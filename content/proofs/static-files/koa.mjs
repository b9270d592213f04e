// npm install koa@3.3.0 koa-static@5.0.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0", "koa-static==5.0.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import { once } from "node:events";
import serve from "koa-static";
import { mkdirSync, writeFileSync } from "node:fs";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
mkdirSync("public");
writeFileSync("public/style.css", "h1 { color: red }");
if (!CONTROL) app.use(serve("public")); // the control: without the package
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;

const core = Object.keys(Object.getOwnPropertyDescriptors(Koa.prototype)).filter((name) => /static|serve/.test(name));
const response = await fetch(`${site}/style.css`);
console.log(
    `in core: ${core.join() || "nothing"}; with koa-static: ${response.status} ${response.headers.get("content-type")}`,
);
process.exit(core.length === 0 && response.status === 200 ? 0 : 10);
