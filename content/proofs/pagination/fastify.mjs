// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
const numbers = Array.from({ length: 95 }, (_, n) => n + 1);
app.get("/", async () => numbers);
app.get("/paged", async ({ query }) => {
    const page = Number(query.page ?? 1);
    return numbers.slice(10 * (page - 1), 10 * page);
});

// The control: a handler that cuts the list itself.
const path = process.argv.includes("--control") ? "/paged?page=2" : "/?page=2";
const seen = (await app.inject(path)).json();
const names = [...Object.keys(Fastify), ...Object.keys(app)];
const found = names.filter((name) => /pag/i.test(name));
console.log(`asked for page 2: ${seen[0]} to ${seen.at(-1)}; public names for it: [${found}]`);
process.exit(seen.length === 95 && found.length === 0 ? 0 : 10);
