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

const { AppModule } = load(`
import { Controller, Get, Module } from "@nestjs/common";
import { setTimeout } from "node:timers/promises";

let arrived = 0;

@Controller()
class Orders {
    @Get()
    async wait() {
        arrived++;
        if (${CONTROL}) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        else while (arrived < 2) await setTimeout(10);
        return { arrived };
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const answers = await Promise.all([fetch(site), fetch(site)]);
const { arrived } = await answers[0].json();
console.log(`another request was served while one waited: ${arrived === 2}`);
process.exit(arrived === 2 ? 0 : 10);
