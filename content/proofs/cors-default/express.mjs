// npm install express@5.3.0 cors@2.8.6
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0", "cors==2.8.6"]
// [tool.hub]
// control = "self"
// ///
import cors from "cors";
import express from "express";
import { once } from "node:events";

const [FRONT, OTHER] = ["https://shop.example", "https://other.example"];

/** For which of the two sites a page may be read. */
async function allowed(sites) {
    const app = express();
    if (sites) app.use(cors({ origin: sites }));
    app.get("/", (req, res) => res.send("hello"));
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
const after = await allowed(process.argv.includes("--control") ? "*" : [FRONT]);
console.log(`by default: ${before[0] ?? "no site"}; by cors with one named: ${after}`);
process.exit(before.length === 0 && String(after) === FRONT ? 0 : 10);
