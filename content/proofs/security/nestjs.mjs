// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
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
import { Controller, Module, Post } from "@nestjs/common";

@Controller("orders")
class Orders {
    @Post()
    create() {
        return "created";
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
if (CONTROL) app.useBodyParser("json", { limit: "10mb" }); // what guards by default is widened
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const post = (body) => {
    const headers = { "content-type": "application/json", origin: "https://elsewhere.example" };
    return fetch(`${site}/orders`, { method: "POST", body, headers });
};
const forged = await post("{}");
const large = (await post(JSON.stringify({ text: "x".repeat(200_000) }))).status;
const csp = forged.headers.get("content-security-policy") ?? "none";
console.log(`200 kB of JSON: ${large}; from another origin: ${forged.status}; policy for content: ${csp}`);
await app.close();
process.exit(large === 413 && forged.status === 201 && csp === "none" ? 0 : 10);
