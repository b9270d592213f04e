// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 @nestjs/swagger@12.0.2
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "@nestjs/swagger==12.0.2"]
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

const { AppModule, DocumentBuilder, SwaggerModule } = load(`
import { Controller, Get, Module, Param, ParseIntPipe } from "@nestjs/common";
export { DocumentBuilder, SwaggerModule } from "@nestjs/swagger";

@Controller("orders")
class Orders {
    @Get(":id")
    find(@Param("id", ParseIntPipe) id: number) {
        return { id };
    }
}
@Module({ controllers: [${CONTROL ? "" : "Orders"}] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
const settings = new DocumentBuilder().setTitle("Shop").build();
SwaggerModule.setup("docs", app, SwaggerModule.createDocument(app, settings));
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const document = await (await fetch(`${site}/docs-json`)).json();
const page = (await fetch(`${site}/docs`)).status;
const { name, schema } = document.paths["/orders/{id}"]?.get.parameters[0] ?? {};
console.log(`@nestjs/swagger: OpenAPI ${document.openapi} has ${name}: ${schema?.type}; its page: ${page}`);
process.exit(schema?.type === "number" && page === 200 ? 0 : 10);
