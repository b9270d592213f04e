// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 @nestjs/testing@12.1.1
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "@nestjs/testing==12.1.1"]
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
export class Prices {
    pen = () => 3;
}
@Controller()
export class Orders {
    constructor(readonly prices: Prices) {}
    @Get()
    list() {
        return this.prices.pen();
    }
}
@Module({ controllers: [Orders], providers: [Prices] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
const { Orders, Prices } = await import(pathToFileURL("shop.mjs"));
let seen;
try {
    if (CONTROL) throw new Error("no such package"); // as without it
    const { Test } = await import("@nestjs/testing");
    const module = await Test.createTestingModule({ imports: [AppModule] })
        .overrideProvider(Prices)
        .useValue({ pen: () => 99 })
        .compile();
    seen = module.get(Orders).list();
} catch (error) {
    seen = error.message;
}
console.log(`with @nestjs/testing a controller is given a replaced provider: ${seen}`);
await app.close();
process.exit(seen === 99 ? 0 : 10);
