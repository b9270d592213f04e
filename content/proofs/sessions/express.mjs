// npm install express@5.3.0 express-session@1.19.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0", "express-session==1.19.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import session from "express-session";
import { once } from "node:events";

const app = express();
const options = { secret: "for this test", resave: false, saveUninitialized: false };
// The control: the module is left out.
if (!process.argv.includes("--control")) app.use(session(options));
app.get("/", (req, res) => {
    if (!req.session) return res.send("no session");
    req.session.sku = (req.session.sku ?? "") + "pen ";
    res.send(req.session.sku);
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}`;

const first = await fetch(url);
const cookie = (first.headers.get("set-cookie") ?? "").split(";")[0];
const kept = await (await fetch(url, { headers: { cookie } })).text();
console.log(`kept by express-session: "${kept}"; in the cookie: ${cookie.slice(0, 20)}…`);
process.exit(kept === "pen pen " && !cookie.includes("pen") ? 0 : 10);
