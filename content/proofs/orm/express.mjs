// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "objection==3.1.5"]
// ///
import express from "express";
import { readFileSync, readdirSync } from "node:fs";

const app = express();
const node_modules = new URL("..", import.meta.resolve("express"));
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
    `a model: ${error}; mappers among the ${packages.length} packages that Express ` +
        `brings: ${mappers.join() || "none"}`,
);
process.exit(error && mappers.length === 0 ? 0 : 10);
