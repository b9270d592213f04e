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

const signal = new Int32Array(new SharedArrayBuffer(4));
let inside = 0;
let most = 0;

@Controller()
class Orders {
    @Get()
    async block() {
        most = Math.max(most, ++inside);
        if (${CONTROL}) await new Promise((resolve) => setTimeout(resolve, 300)); // a stand-in
        else Atomics.wait(signal, 0, 0, 300); // blocks, as a long calculation does
        inside--;
        return most;
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const answers = await Promise.all([fetch(site), fetch(site), fetch(site)]);
const most = Math.max(...(await Promise.all(answers.map((answer) => answer.json()))));
console.log(`of three requests at once to a handler that blocks, ${most} ran at a time`);
process.exit(most === 1 ? 0 : 10);
