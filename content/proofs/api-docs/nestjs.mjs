// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 @nestjs/swagger@12.0.2
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "@nestjs/swagger==12.0.2"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { register } from "node:module";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

let node_modules = new URL(".", import.meta.resolve("typescript"));
while (!existsSync(new URL("typescript/", node_modules))) {
    node_modules = new URL("..", node_modules);
}
if (!existsSync("node_modules")) symlinkSync(fileURLToPath(node_modules), "node_modules");
const CONTROL = process.argv.includes("--control");

async function load(code) {
    const compilerOptions = {
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
    };
    writeFileSync("shop.mjs", ts.transpileModule(code, { compilerOptions }).outputText);
    return import(pathToFileURL("shop.mjs"));
}

const { AppModule } = await load(`
import { Controller, Get, Module, Param, ParseIntPipe } from "@nestjs/common";

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
// One of its packages has hundreds of small modules, more than the sandbox lets be open at once:
// its build for require() reads them in turn.
const hook = `export const resolve = (name, context, next) =>
    next(name, name.startsWith("es-toolkit") ? { ...context, conditions: ["require"] } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { DocumentBuilder, SwaggerModule } = await import("@nestjs/swagger");
const settings = new DocumentBuilder().setTitle("Shop").build();
SwaggerModule.setup("docs", app, SwaggerModule.createDocument(app, settings));
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const document = await (await fetch(`${site}/docs-json`)).json();
const page = (await fetch(`${site}/docs`)).status;
const [parameter] = document.paths["/orders/{id}"]?.get.parameters ?? [];
console.log(
    `@nestjs/swagger: OpenAPI ${document.openapi} has ${parameter?.name}: ${parameter?.schema.type}; its page: ${page}`,
);
await app.close();
process.exit(parameter?.schema.type === "number" && page === 200 ? 0 : 10);
