// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { basicAuth } from "hono/basic-auth";
import { bearerAuth } from "hono/bearer-auth";
import { jwt, sign } from "hono/jwt";

const app = new Hono();
const secret = "for this test, and long enough for it";
if (!process.argv.includes("--control")) {
    // The control: the middleware is not used.
    app.use("/basic", basicAuth({ username: "ada", password: "secret" }));
    app.use("/bearer", bearerAuth({ token: "abc123" }));
    app.use("/jwt", jwt({ secret, alg: "HS256" }));
}
app.get("/:kind", (c) => c.text("hello"));

const right = {
    basic: `Basic ${btoa("ada:secret")}`,
    bearer: "Bearer abc123",
    jwt: `Bearer ${await sign({ sub: "ada" }, secret, "HS256")}`,
};
const codes = {};
for (const [kind, Authorization] of Object.entries(right)) {
    const good = await app.request(`/${kind}`, { headers: { Authorization } });
    const none = await app.request(`/${kind}`);
    codes[kind] = `${good.status}/${none.status}`;
}
console.log(`with credentials/without: ${JSON.stringify(codes)}`);
process.exit(Object.values(codes).every((pair) => pair === "200/401") ? 0 : 10);
