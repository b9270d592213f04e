// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = ["hono==4.13.18", "objection==3.1.5"]
// ///
import { Hono } from "hono";
import { readFileSync, readdirSync } from "node:fs";

const app = new Hono();
const node_modules = new URL("../../", import.meta.resolve("hono"));
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
    `a model: ${error}; packages that come with Hono: ${packages.length - 1}, ` +
        `mappers among them: ${mappers.join() || "none"}`,
);
process.exit(error && mappers.length === 0 ? 0 : 10);
