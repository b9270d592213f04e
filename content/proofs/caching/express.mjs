// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import { once } from "node:events";
import { get } from "node:http";

const app = express();
let made = 0;
let kept;
app.get("/", (req, res) => {
    // The control: the page is kept by hand.
    if (!process.argv.includes("--control") || !kept) {
        made += 1;
        kept = "prices";
    }
    res.send(kept);
});
const server = app.listen(0, "localhost");
await once(server, "listening");
const { port } = server.address();
const ask = async (headers) => (await once(get({ port, headers }), "response"))[0];

const { etag } = (await ask({})).headers;
const again = await ask({ "if-none-match": etag });
console.log(`the second request, with the ETag of the first: ${again.statusCode}, made ${made} times`);
process.exit(again.statusCode === 304 && made === 2 ? 0 : 10);
