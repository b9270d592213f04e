// npm install fastify@5.12.8 @fastify/session@11.1.3 @fastify/cookie@11.1.5
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/session==11.1.3", "@fastify/cookie==11.1.5"]
// [tool.hub]
// control = "self"
// ///
import cookies from "@fastify/cookie";
import session from "@fastify/session";
import Fastify from "fastify";

const app = Fastify();
const options = {
    secret: "at least thirty-two letters for this test",
    cookie: { secure: false },
};
if (!process.argv.includes("--control")) {
    // The control: the plugins are left out.
    await app.register(cookies);
    await app.register(session, options);
}
app.get("/", async (request) => {
    if (!request.session) return "no session";
    request.session.sku = (request.session.sku ?? "") + "pen ";
    return request.session.sku;
});

const first = await app.inject("/");
const cookie = (first.headers["set-cookie"] ?? "").split(";")[0];
const kept = (await app.inject({ url: "/", headers: { cookie } })).body;
console.log(`kept by @fastify/session: "${kept}"; in the cookie: ${cookie.slice(0, 20)}…`);
process.exit(kept === "pen pen " && !cookie.includes("pen") ? 0 : 10);
