// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";

const app = express();
app.locals.database = { name: "the database" };
if (process.argv.includes("--control")) {
    // A stand-in that gives each handler what is attached to the application.
    const get = app.get;
    app.get = (path, handler) =>
        handler
            ? get.call(app, path, (req, res) => handler(req, res, app.locals.database))
            : get.call(app, path);
}

app.get("/orders", (...given) => {
    const [req, res, database] = given;
    const [declared, carried] = [database?.name, req.app.locals.database.name];
    res.json({ declared: declared || "next", carried, count: given.length });
});

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const seen = await (await fetch(site + "/orders")).json();
console.log(
    `a handler that declares a database is given ${seen.count} arguments, the third is ` +
        `${seen.declared}; req.app.locals carries ${seen.carried}`,
);
process.exit(seen.declared === "next" ? 0 : 10);
