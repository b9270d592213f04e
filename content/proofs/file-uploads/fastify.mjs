// npm install fastify@5.12.8 @fastify/multipart@10.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/multipart==10.1.9"]
// [tool.hub]
// control = "self"
// ///
import multipart from "@fastify/multipart";
import Fastify from "fastify";

const app = Fastify();
const limits = { fileSize: 5_000_000 };
// The control: without the plugin nobody reads the form.
if (!process.argv.includes("--control")) await app.register(multipart, { limits });
app.post("/", async (request) => {
    const photo = await request.file();
    let pieces = 0;
    let size = 0;
    for await (const piece of photo.file) {
        pieces += 1;
        size += piece.length;
    }
    return `${photo.fields.title.value}, ${size} bytes in more than ten pieces: ${pieces > 10}`;
});
const url = await app.listen({ port: 0, host: "127.0.0.1" });

const body = new FormData();
body.append("title", "Sea");
body.append("photo", new Blob(["x".repeat(3_000_000)]), "sea.jpg");
const answer = await fetch(url, { method: "POST", body });
const seen = await answer.text();
console.log(`a form with a file of 3000000 bytes: ${answer.status} ${seen}`.slice(0, 190));
process.exit(seen === "Sea, 3000000 bytes in more than ten pieces: true" ? 0 : 10);
