// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { mkdirSync } from "node:fs";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

let node_modules = new URL(".", import.meta.resolve("typescript"));
while (!existsSync(new URL("typescript/", node_modules))) {
    node_modules = new URL("..", node_modules);
}
if (!existsSync("node_modules")) symlinkSync(fileURLToPath(node_modules), "node_modules");
const CONTROL = process.argv.includes("--control");

async function load(code) {
    const compilerOptions = {
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
    };
    writeFileSync("shop.mjs", ts.transpileModule(code, { compilerOptions }).outputText);
    return import(pathToFileURL("shop.mjs"));
}

const { AppModule } = await load(`
import { Module } from "@nestjs/common";

@Module({})
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
mkdirSync("public");
writeFileSync("public/style.css", "h1 { color: navy }");
if (!CONTROL) app.useStaticAssets("public", { prefix: "/static/" });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const response = await fetch(`${site}/static/style.css`);
console.log(`app.useStaticAssets: ${response.status} ${response.headers.get("content-type")}`);
const body = await response.text();
await app.close();
process.exit(body === "h1 { color: navy }" ? 0 : 10);
