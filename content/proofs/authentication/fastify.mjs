// npm install fastify@5.12.8 @fastify/basic-auth@6.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/basic-auth==6.3.0"]
// [tool.hub]
// control = "self"
// ///
import basicAuth from "@fastify/basic-auth";
import Fastify from "fastify";

const app = Fastify();
const core = app.basicAuth === undefined ? "nothing" : "something";
await app.register(basicAuth, {
    async validate(username, password) {
        // Accounts and passwords are your own code.
        if (username !== "ada" || password !== "secret") throw new Error("unknown");
    },
});
app.after(() => {
    // The control: the plugin is there, but no route asks for it.
    const onRequest = process.argv.includes("--control") ? [] : app.basicAuth;
    app.get("/me", { onRequest }, async () => "hello");
});

const codes = [];
for (const credentials of ["", "ada:wrong", "ada:secret"]) {
    const authorization = credentials && `Basic ${btoa(credentials)}`;
    codes.push(
        (await app.inject({ url: "/me", headers: { authorization } })).statusCode,
    );
}
console.log(`core has ${core}; @fastify/basic-auth: none, wrong, right: ${codes}`);
process.exit(core === "nothing" && String(codes) === "401,401,200" ? 0 : 10);
