// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "supertest==7.3.2"]
// ///
import express from "express";
import { readFileSync, readdirSync } from "node:fs";

const app = express();
app.get("/", (req, res) => res.send("hello"));
let error;
try {
    await app.inject("/");
} catch (thrown) {
    error = thrown.message;
}
const node_modules = new URL("..", import.meta.resolve("express"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const tools = packages.filter((name) => {
    const file = new URL(`${name}/package.json`, node_modules);
    return /\b(test|testing|tdd)\b/.test(JSON.parse(readFileSync(file)).keywords);
});
console.log(
    `a request without a server: ${error}; tools for tests among the ` +
        `${packages.length} packages that Express brings: ${tools.join() || "none"}`,
);
process.exit(error && tools.length === 0 ? 0 : 10);
