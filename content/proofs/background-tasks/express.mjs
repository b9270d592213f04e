// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "p-queue==10.0.0"]
// ///
import express from "express";
import { readFileSync, readdirSync } from "node:fs";

const app = express();
const names = [];
for (const object of [app, app.response]) for (const name in object) names.push(name);
const offered = names.filter((name) =>
    /task|queue|job|schedule|background/i.test(name),
);

const node_modules = new URL("..", import.meta.resolve("express"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const queues = packages.filter((name) => {
    const file = new URL(`${name}/package.json`, node_modules);
    return /\b(queue|jobs?|scheduler)\b/.test(JSON.parse(readFileSync(file)).keywords);
});

let error;
try {
    app.enqueue(() => "send a mail");
} catch (thrown) {
    error = thrown.message;
}
console.log(
    `${error}; of ${names.length} public names for tasks: ${offered.join() || "none"}; ` +
        `queues among ${packages.length} packages: ${queues.join() || "none"}`,
);
process.exit(offered.length + queues.length === 0 ? 0 : 10);
