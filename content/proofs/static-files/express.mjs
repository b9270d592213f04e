// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("public");
writeFileSync("public/style.css", "h1 { color: navy }");

const app = express();
if (!process.argv.includes("--control")) {
    app.use("/static", express.static("public", { maxAge: "1h" }));
}

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const address = `http://127.0.0.1:${server.address().port}/static/style.css`;
const first = await fetch(address);
const etag = first.headers.get("etag") ?? "none";
const headers = { "If-None-Match": etag, "Cache-Control": "max-age=0" };
const again = await fetch(address, { headers });
const caching = first.headers.get("cache-control");
console.log(
    `${first.status}, ETag ${etag}, Cache-Control: ${caching}; again: ${again.status}`,
);
process.exit(first.status === 200 && again.status === 304 ? 0 : 10);
