// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import { request } from "node:http";

const rss = () => process.memoryUsage().rss;
const app = new Hono();
let more = 0;
app.post("/", async (c) => {
    const before = rss();
    let size = 0;
    // The control: the same bytes, read piece by piece without the form in them.
    if (process.argv.includes("--control")) for await (const piece of c.req.raw.body) size += piece.length;
    else size = (await c.req.parseBody()).photo.size;
    more = rss() - before;
    return c.text(`${size >= 100e6}`);
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
await once(server, "listening");

const type = "multipart/form-data; boundary=sea";
const options = { method: "POST", headers: { "content-type": type } };
const client = request({ port: server.address().port, host: "127.0.0.1", ...options });
client.write('--sea\r\ncontent-disposition: form-data; name="photo"; filename="sea.jpg"\r\n\r\n');
const piece = Buffer.alloc(1e6, "x");
for (let n = 0; n < 100; n += 1) if (!client.write(piece)) await once(client, "drain");
client.end("\r\n--sea--\r\n");
const [answer] = await once(client, "response");
const [whole] = await once(answer, "data");
console.log(`a file of 100 MB arrived: ${whole}; memory grew by more than 90 MB: ${more > 90e6}`);
process.exit(`${whole}` === "true" && more > 90e6 ? 0 : 10);
