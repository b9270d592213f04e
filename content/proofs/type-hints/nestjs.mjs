// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { existsSync } from "node:fs";
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

const { AppModule, Orders } = load(`
import { Controller, Injectable, Module } from "@nestjs/common";

@Injectable()
class Prices {
    pen = 3;
}
@Controller()
export class Orders {
    constructor(readonly prices: ${CONTROL ? "any" : "Prices"}) {}
}
@Module({ controllers: [Orders], providers: [Prices] })
export class AppModule {}
`);
let answer;
try {
    const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
    answer = app.get(Orders).prices.pen;
} catch (error) {
    answer = error.message.split(".")[0].slice(0, 80); // the control: a parameter of type any says nothing
}
const types = existsSync(new URL("./index.d.ts", import.meta.resolve("@nestjs/core")));
console.log(`declarations in the package: ${types}; the type of a parameter alone brought Prices: ${answer}`);
process.exit(types && answer === 3 ? 0 : 10);
