// npm install koa@3.3.0 @koa/cors@5.0.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["koa==3.3.0", "@koa/cors==5.0.0"]
// [tool.hub]
// control = "self"
// ///
import cors from "@koa/cors";
import Koa from "koa";
import { once } from "node:events";

const [FRONT, OTHER] = ["https://shop.example", "https://other.example"];

/** For which of the two sites a page may be read. */
async function allowed(site) {
    const app = new Koa();
    if (site) app.use(cors({ origin: site }));
    app.use((ctx) => (ctx.body = "hello"));
    const server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    const names = [];
    for (const Origin of [FRONT, OTHER]) {
        const url = `http://127.0.0.1:${server.address().port}`;
        const { headers } = await fetch(url, { headers: { Origin } });
        const told = headers.get("access-control-allow-origin");
        if (told === Origin || told === "*") names.push(Origin);
    }
    server.close();
    return names;
}

const before = await allowed();
// The control: every site is let in.
const after = await allowed(process.argv.includes("--control") ? "*" : FRONT);
console.log(`by default: ${before[0] ?? "no site"}; by @koa/cors with one named: ${after}`);
process.exit(before.length === 0 && String(after) === FRONT ? 0 : 10);
