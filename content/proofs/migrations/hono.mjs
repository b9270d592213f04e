// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = ["hono==4.13.18", "postgrator==8.0.0"]
// ///
import { readFileSync, readdirSync } from "node:fs";

const node_modules = new URL("../../", import.meta.resolve("hono"));
const packages = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const about = packages.map((name) =>
    JSON.parse(readFileSync(new URL(`${name}/package.json`, node_modules))),
);
const tools = about.filter(({ keywords }) => /\bmigrat/.test(keywords));
const { bin, exports } = about.find(({ name }) => name === "hono");
const modules = Object.keys(exports).filter((name) =>
    /migrat|schema|database/.test(name),
);
console.log(
    `commands of the package: ${bin ?? "none"}; of its ${Object.keys(exports).length} ` +
        `modules, for databases: ${modules.join() || "none"}; tools for migrations: ` +
        `${tools.map(({ name }) => name).join() || "none"}`,
);
process.exit(bin === undefined && modules.length + tools.length === 0 ? 0 : 10);
