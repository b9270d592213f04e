// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 ejs@7.0.2
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "ejs==7.0.2"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { writeFileSync } from "node:fs";
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
import { Controller, Get, Module, Param, Render } from "@nestjs/common";

@Controller()
class Pages {
    @Get("hello/:person")
    @Render("hello")
    hello(@Param("person") person: string) {
        return { person };
    }
}
@Module({ controllers: [Pages] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
writeFileSync("hello.ejs", "<h1>Hello, <%= person %>!</h1>");
if (!CONTROL) {
    app.setBaseViewsDir(".");
    app.setViewEngine("ejs");
}
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const response = await fetch(`${site}/hello/${encodeURIComponent("<b>Ada")}`);
const body = await response.text();
console.log(`@Render with the package ejs, installed separately: ${response.status} ${body.slice(0, 100)}`);
process.exit(body === "<h1>Hello, &lt;b&gt;Ada!</h1>" ? 0 : 10);
