// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = ["fastify==5.12.7", "postgrator==8.0.0"]
// ///
import { readFileSync, readdirSync } from "node:fs";

const node_modules = new URL("..", import.meta.resolve("fastify"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const about = packages.map((name) =>
    JSON.parse(readFileSync(new URL(`${name}/package.json`, node_modules))),
);
const tools = about.filter(({ keywords }) => /\bmigrat/.test(keywords));
const commands = about.find(({ name }) => name === "fastify").bin;
console.log(
    `commands of the package: ${commands ?? "none"}; tools for migrations among the ` +
        `${packages.length} packages that it brings: ${tools.map(({ name }) => name).join() || "none"}`,
);
process.exit(commands === undefined && tools.length === 0 ? 0 : 10);
