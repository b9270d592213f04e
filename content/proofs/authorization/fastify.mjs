// npm install fastify@5.12.8 @fastify/auth@5.1.1
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/auth==5.1.1"]
// [tool.hub]
// control = "self"
// ///
import auth from "@fastify/auth";
import Fastify from "fastify";

const app = Fastify();
await app.register(auth);

const isAdmin = async ({ headers }) => {
    if (headers.user !== "admin") throw new Error("not an admin");
};
const isOwner = async ({ headers }) => {
    if (headers.user !== "ada") throw new Error("not the owner");
};
app.after(() => {
    // The control: checks are written but not combined for the route.
    const checks = process.argv.includes("--control") ? [] : [isAdmin, isOwner];
    const preHandler = checks.length ? app.auth(checks, { relation: "or" }) : [];
    app.get("/orders", { preHandler }, async () => "orders");
});

const codes = {};
for (const user of ["admin", "ada", "bob"]) {
    codes[user] = (await app.inject({ url: "/orders", headers: { user } })).statusCode;
}
const model = ["permissions", "roles", "users"].filter((name) => name in app);
console.log(
    `either check is enough: ${JSON.stringify(codes)}; models: ${model.join() || "none"}`,
);
const right = codes.admin === 200 && codes.ada === 200 && codes.bob === 401;
process.exit(right && model.length === 0 ? 0 : 10);
