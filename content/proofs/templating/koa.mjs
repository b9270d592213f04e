// npm install koa@3.3.0 @koa/ejs@5.1.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0", "@koa/ejs==5.1.0"]
// [tool.hub]
// control = "self"
// ///
import Koa from "koa";
import render from "@koa/ejs";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";

const app = new Koa();
const CONTROL = process.argv.includes("--control");
mkdirSync("pages");
writeFileSync("pages/hello.ejs", "<h1>Hello, <%= person %>!</h1>");
const core = typeof app.context.render;
if (!CONTROL) render(app, { root: "pages", layout: false, viewExt: "ejs" }); // the control: without the package
app.use(async (ctx) => {
    try {
        await ctx.render("hello", { person: "<b>Ada" });
    } catch (error) {
        ctx.body = error.message;
    }
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

const answer = await (await fetch(`http://127.0.0.1:${server.address().port}`)).text();
console.log(`ctx.render in core: ${core}; with @koa/ejs: ${answer}`);
process.exit(core === "undefined" && answer === "<h1>Hello, &lt;b&gt;Ada!</h1>" ? 0 : 10);
