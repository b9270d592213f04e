// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
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

const { AppModule, steps } = load(`
import { Controller, Get, Module } from "@nestjs/common";

export const steps: string[] = [];

@Controller()
class Orders {
    @Get()
    list() {
        steps.push("handler");
    }
}
@Module({ controllers: [Orders] })
export class AppModule {
    configure(consumer) {
        const named = (name) => (request, response, next) => {
            steps.push(name);
            next();
        };
        consumer.apply(${CONTROL ? "" : 'named("first"), named("second")'}).forRoutes(Orders);
    }
}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
await fetch(`http://127.0.0.1:${app.getHttpServer().address().port}`);
console.log(`functions for Express ran before the handler: ${steps}`);
process.exit(String(steps) === "first,second,handler" ? 0 : 10);
