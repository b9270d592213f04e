// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "umzug==3.8.3"]
// ///
import { readFileSync, readdirSync } from "node:fs";

const node_modules = new URL("..", import.meta.resolve("express"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const about = packages.map((name) =>
    JSON.parse(readFileSync(new URL(`${name}/package.json`, node_modules))),
);
const tools = about.filter(({ keywords }) => /\bmigrat/.test(keywords));
const commands = about.find(({ name }) => name === "express").bin;
console.log(
    `commands of the package: ${commands ?? "none"}; tools for migrations among the ` +
        `${packages.length} packages that it brings: ${tools.map(({ name }) => name).join() || "none"}`,
);
process.exit(commands === undefined && tools.length === 0 ? 0 : 10);
