// npm install hono@4.13.19 @hono/session@0.2.1
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/session==0.2.1"]
// [tool.hub]
// control = "self"
// ///
import { useSession } from "@hono/session";
import { Hono } from "hono";

const app = new Hono();
// The control: the middleware is left out.
if (!process.argv.includes("--control")) {
    app.use(useSession({ secret: "thirty-two letters for this test" }));
}
app.get("/", async (c) => {
    const session = c.get("session");
    if (!session) return c.text("no session");
    const sku = ((await session.get())?.sku ?? "") + "pen ";
    await session.update({ sku });
    return c.text(sku);
});

const first = await app.request("/");
const Cookie = (first.headers.get("set-cookie") ?? "").split(";")[0];
const kept = await (await app.request("/", { headers: { Cookie } })).text();
console.log(`kept by @hono/session: "${kept}"; in the cookie: ${Cookie.slice(0, 20)}…`);
process.exit(kept === "pen pen " && !Cookie.includes("pen") ? 0 : 10);
