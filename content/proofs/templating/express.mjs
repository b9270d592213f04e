// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "ejs==7.0.2"]
// ///
import express from "express";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

mkdirSync("views");
writeFileSync("views/hello.ejs", "<h1>Hello, <%= person %>!</h1>");
writeFileSync("views/hello.tpl", "<h1>Hello, PERSON!</h1>");

const app = express();
app.set("views", "views");
app.engine("tpl", (file, { person }, done) => {
    done(null, readFileSync(file, "utf8").replace("PERSON", person));
});
app.get("/:kind", (req, res) =>
    res.render(`hello.${req.params.kind}`, { person: "Ada" }),
);
app.use((error, req, res, next) => res.send(error.message.split("\n")[0]));

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const hooked = await (await fetch(site + "/tpl")).text();
const bundled = await (await fetch(site + "/ejs")).text();
console.log(`an engine of one's own: ${hooked}; EJS without installing it: ${bundled}`);
const missing = bundled === "Cannot find module 'ejs'";
process.exit(hooked === "<h1>Hello, Ada!</h1>" && missing ? 0 : 10);
