// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";

const app = new Hono();
app.use(async (c, next) => {
    c.set("database", { name: "the database" });
    await next();
});
if (process.argv.includes("--control")) {
    // A stand-in that gives handlers what they declare.
    const get = app.get;
    app.get = (path, handler) => get(path, (c) => handler(c, c.get("database")));
}

app.get("/orders", (c, declared) => {
    const resolved = typeof declared === "function" ? "next" : declared.name;
    return c.json([c.get("database").name, c.var.database.name, resolved]);
});

const [got, carried, declared] = await (await app.request("/orders")).json();
console.log(
    `c.get: ${got}, c.var: ${carried}; a second argument of the handler: ${declared}`,
);
process.exit(got === "the database" && declared === "next" ? 0 : 10);
