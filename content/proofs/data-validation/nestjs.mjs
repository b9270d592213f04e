// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 zod@4.6.7
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "zod==4.6.7"]
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
import { Body, Controller, Module, Post, StandardSchemaValidationPipe } from "@nestjs/common";
import { APP_PIPE } from "@nestjs/core";
import * as z from "zod";

const Order = z.object({ sku: z.string(), quantity: z.int().min(1) });

@Controller("orders")
class Orders {
    @Post()
    create(@Body({ schema: Order }) order: z.output<typeof Order>) {
        return order;
    }
}
@Module({
    controllers: [Orders],
    providers: [${CONTROL ? "" : "{ provide: APP_PIPE, useClass: StandardSchemaValidationPipe }"}],
})
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const seen = [];
for (const body of [{ sku: "pen", quantity: 3 }, { quantity: "many" }]) {
    const response = await fetch(`${site}/orders`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
    });
    seen.push([response.status, (await response.json()).message]);
}
console.log(`a good body: ${seen[0][0]}; a bad one: ${seen[1][0]} ${String(seen[1][1]).slice(0, 120)}`);
await app.close();
process.exit(seen[0][0] === 201 && seen[1][0] === 400 ? 0 : 10);
