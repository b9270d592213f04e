// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 zod@4.6.7
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { createRequire } from "node:module";
import ts from "typescript";

const CONTROL = process.argv.includes("--control");

// Node.js knows no decorators: what "nest build" does first for an application is done here.
function load(code) {
    const decorators = { experimentalDecorators: true, emitDecoratorMetadata: true };
    const compiled = ts.transpile(code, { ...decorators, module: "commonjs", target: "es2022" });
    const shop = {};
    new Function("require", "exports", compiled)(createRequire(import.meta.url), shop);
    return shop;
}

const { AppModule } = load(`
import { Body, Controller, Module, Post, StandardSchemaValidationPipe, UsePipes } from "@nestjs/common";
import * as z from "zod";

const Order = z.object({ sku: z.string(), quantity: z.int().min(1) });

@Controller("orders")
class Orders {
    @Post()
    ${CONTROL ? "" : "@UsePipes(StandardSchemaValidationPipe)"}
    create(@Body({ schema: Order }) order: z.output<typeof Order>) {
        return order;
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const seen = [];
const headers = { "content-type": "application/json" };
for (const body of [{ sku: "pen", quantity: 3 }, { quantity: "many" }]) {
    const response = await fetch(`${site}/orders`, { method: "POST", headers, body: JSON.stringify(body) });
    seen.push([response.status, (await response.json()).message]);
}
console.log(`a good body: ${seen[0][0]}; a bad one: ${seen[1][0]} ${String(seen[1][1]).slice(0, 120)}`);
process.exit(seen[0][0] === 201 && seen[1][0] === 400 ? 0 : 10);
