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
import { Controller, Get, Module, Param, ParseIntPipe } from "@nestjs/common";

@Controller("orders")
class Orders {
    @Get(":id")
    find(@Param("id"${CONTROL ? "" : ", ParseIntPipe"}) id: number) {
        return { id };
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const seen = [];
for (const id of ["7", "seven"]) {
    const response = await fetch(`${site}/orders/${id}`);
    seen.push(response.status === 200 ? typeof (await response.json()).id : response.status);
}
console.log(`the handler for /orders/7 is given a ${seen[0]}; /orders/seven: ${seen[1]}`);
process.exit(String(seen) === "number,400" ? 0 : 10);
