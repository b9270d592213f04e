// npm install express@5.3.0 multer@2.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0", "multer==2.5.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";
import multer from "multer";
import { once } from "node:events";
import { statSync } from "node:fs";

const app = express();
// The control: without the module nobody reads the form.
if (!process.argv.includes("--control")) app.use(multer({ dest: "." }).single("photo"));
app.post("/", (req, res) => {
    const onDisk = req.file ? statSync(req.file.path).size : 0;
    res.send(`${req.body?.title}, ${onDisk} bytes on disk`);
});
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");

const body = new FormData();
body.append("title", "Sea");
body.append("photo", new Blob(["x".repeat(3_000_000)]), "sea.jpg");
const url = `http://127.0.0.1:${server.address().port}`;
const seen = await (await fetch(url, { method: "POST", body })).text();
console.log(`a form with a file of 3000000 bytes: ${seen}`);
process.exit(seen === "Sea, 3000000 bytes on disk" ? 0 : 10);
