// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 @nestjs/schedule@12.0.2 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "@nestjs/schedule==12.0.2", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { createRequire } from "node:module";
import ts from "typescript";

const CONTROL = process.argv.includes("--control");

// Node.js knows no decorators: what "nest build" does first for an application is done here.
const decorators = { experimentalDecorators: true, emitDecoratorMetadata: true };
const code = ts.transpile(`
import { Controller, Get, Module } from "@nestjs/common";
import { Interval, ScheduleModule } from "@nestjs/schedule";

const waiting = [], sent = [];

class Mails {
    @Interval(50)
    send() {
        sent.push(...waiting.splice(0));
    }
}
@Controller()
class Orders {
    @Get()
    order() {
        waiting.push("mail to ada");
        return [...sent];
    }
}
@Module({ imports: [${CONTROL ? "" : "ScheduleModule.forRoot()"}], controllers: [Orders], providers: [Mails] })
export class AppModule {}
`, { ...decorators, module: "commonjs", target: "es2022" });
const shop = {};
new Function("require", "exports", code)(createRequire(import.meta.url), shop);
const app = await NestFactory.create(shop.AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const order = async () => (await fetch(await app.getUrl())).text();
const first = await order();
await new Promise((resolve) => setTimeout(resolve, 500));
const second = await order();
console.log(`sent when the first order was answered: ${first}; half a second later, by @nestjs/schedule: ${second}`);
process.exit(first === "[]" && second === '["mail to ada"]' ? 0 : 10);
