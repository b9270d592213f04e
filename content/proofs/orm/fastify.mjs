// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = ["fastify==5.12.7", "objection==3.1.5"]
// ///
import Fastify from "fastify";
import { readFileSync, readdirSync } from "node:fs";

const app = Fastify();
const node_modules = new URL("..", import.meta.resolve("fastify"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const mappers = packages.filter((name) => {
    const file = new URL(`${name}/package.json`, node_modules);
    return JSON.parse(readFileSync(file)).keywords?.includes("orm");
});

let error;
try {
    app.model("Order", { title: String });
} catch (thrown) {
    error = thrown.message;
}
console.log(
    `a model: ${error}; mappers among the ${packages.length} packages that Fastify ` +
        `brings: ${mappers.join() || "none"}`,
);
process.exit(error && mappers.length === 0 ? 0 : 10);
