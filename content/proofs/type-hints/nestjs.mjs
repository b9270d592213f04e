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
import { Controller, Get, Injectable, Module } from "@nestjs/common";

@Injectable()
class Prices {
    pen = 3;
}
@Controller()
class Orders {
    constructor(readonly prices: ${CONTROL ? "any" : "Prices"}) {}
    @Get()
    list() {
        return String(this.prices.pen);
    }
}
@Module({ controllers: [Orders], providers: [Prices] })
export class AppModule {}
`);
let app;
try {
    app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
} catch (error) {
    // The control: a parameter of type any says nothing.
    console.log(error.message.split(".")[0].slice(0, 150));
    process.exit(10);
}
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const types = existsSync(new URL("./index.d.ts", import.meta.resolve("@nestjs/core")));
const answer = await (await fetch(site)).text();
console.log(`declarations in the package: ${types}; the type of a parameter alone brought Prices: ${answer}`);
await app.close();
process.exit(types && answer === "3" ? 0 : 10);
