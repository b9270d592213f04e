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
const numbers = Array.from({ length: 95 }, (_, n) => n + 1);
app.get("/", (req, res) => res.json(numbers));
app.get("/paged", (req, res) => {
    const page = Number(req.query.page ?? 1);
    res.json(numbers.slice(10 * (page - 1), 10 * page));
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

// The control: a handler that cuts the list itself.
const path = process.argv.includes("--control") ? "/paged?page=2" : "/?page=2";
const seen = await (await fetch(`http://127.0.0.1:${server.address().port}${path}`)).json();
const names = [...Object.keys(express), ...Object.keys(express.response), ...Object.keys(app)];
const found = names.filter((name) => /pag/i.test(name));
console.log(`asked for page 2: ${seen[0]} to ${seen.at(-1)}; public names for it: [${found}]`);
process.exit(seen.length === 95 && found.length === 0 ? 0 : 10);
