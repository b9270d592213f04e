// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { html, raw } from "hono/html";
import { jsx } from "hono/jsx";

const app = new Hono();
// The control: text that is declared safe is not escaped.
const given = process.argv.includes("--control") ? raw : (text) => text;

app.get("/html/:person", (c) =>
    c.html(html`<p>Hello, ${given(c.req.param("person"))}!</p>`),
);
// What <p>Hello, {person}!</p> is compiled to in a .jsx file.
const Hello = ({ person }) => jsx("p", {}, "Hello, ", given(person), "!");
app.get("/jsx/:person", (c) => c.html(jsx(Hello, { person: c.req.param("person") })));

const pages = [];
for (const kind of ["html", "jsx"]) {
    pages.push(await (await app.request(`/${kind}/%3Cb%3EAda`)).text());
}
console.log(`helper: ${pages[0]}; JSX: ${pages[1]}`);
process.exit(pages.every((page) => page === "<p>Hello, &lt;b&gt;Ada!</p>") ? 0 : 10);
