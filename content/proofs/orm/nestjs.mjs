// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2"]
// [tool.hub]
// control = ["@nestjs/core==12.5.0", "objection==3.1.5"]
// ///
import { readFileSync, readdirSync } from "node:fs";

// The control brings a mapper.
const node_modules = new URL("../../", import.meta.resolve("@nestjs/core/package.json"));
const names = readdirSync(node_modules).filter((name) => /^\w/.test(name));
const mappers = names.filter((name) => {
    const file = new URL(`${name}/package.json`, node_modules);
    return JSON.parse(readFileSync(file)).keywords?.includes("orm");
});
const own = readdirSync(new URL("@nestjs/", node_modules));
console.log(
    `packages of Nest itself: ${own}; mappers among the ${names.length} others: ${mappers.join() || "none"}`,
);
process.exit(mappers.length === 0 ? 0 : 10);
