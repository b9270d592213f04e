// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 @nestjs/testing@12.1.1
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "@nestjs/testing==12.1.1"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { Test } from "@nestjs/testing";
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

const { AppModule, Orders, Prices } = load(`
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
const builder = Test.createTestingModule({ imports: [AppModule] });
if (!CONTROL) builder.overrideProvider(Prices).useValue({ pen: () => 99 });
const module = await builder.compile();
const seen = module.get(Orders).list();
console.log(`with @nestjs/testing a controller is given a replaced provider: ${seen}`);
process.exit(seen === 99 ? 0 : 10);
