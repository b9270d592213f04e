// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "passport==0.7.0"]
// ///
import express from "express";
import { once } from "node:events";

const app = express();
try {
    const { default: passport } = await import("passport"); // only the control has it
    app.use(passport.initialize());
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}
app.get("/me", (req, res) => {
    const names = ["user", "auth", "authorization", "login", "isAuthenticated"];
    res.json({
        names: names.filter((name) => name in req),
        raw: req.get("authorization"),
    });
});

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const headers = { Authorization: `Basic ${btoa("ada:wrong")}` };
const response = await fetch(site + "/me", { headers });
const { names, raw } = await response.json();
console.log(
    `a wrong password is answered with ${response.status}; the handler gets the header ` +
        `as it came (${raw}); of the request it may ask: ${names.join() || "nothing"}`,
);
process.exit(response.status === 200 && names.length === 0 ? 0 : 10);
