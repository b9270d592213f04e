// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
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
import { Controller, Get, Module, SetMetadata, UseGuards } from "@nestjs/common";
import { Reflector } from "@nestjs/core";

class RoleGuard {
    reflector = new Reflector();
    canActivate(context) {
        const role = this.reflector.get("role", context.getHandler());
        return context.switchToHttp().getRequest().headers["x-role"] === role; // your own check
    }
}
@Controller()
class Reports {
    @Get()
    ${CONTROL ? "" : "@UseGuards(RoleGuard)"}
    @SetMetadata("role", "staff")
    sales() {
        return [3, 1, 2];
    }
}
@Module({ controllers: [Reports] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const codes = [];
for (const role of ["guest", "staff"]) {
    codes.push((await fetch(site, { headers: { "x-role": role } })).status);
}
const core = await import("@nestjs/core");
const models = Object.keys(core).filter((name) => /permission|role|user/i.test(name));
console.log(`a guard asked guest and staff: ${codes}; models of users or roles in core: ${models.join() || "none"}`);
await app.close();
process.exit(String(codes) === "403,200" && models.length === 0 ? 0 : 10);
