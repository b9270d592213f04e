// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import * as core from "@nestjs/core";
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
import { Controller, Get, Module, UseGuards } from "@nestjs/common";

class RoleGuard {
    canActivate(context) {
        return context.switchToHttp().getRequest().headers["x-role"] === "staff"; // your own check
    }
}
@Controller()
class Reports {
    @Get()
    ${CONTROL ? "" : "@UseGuards(RoleGuard)"}
    sales() {
        return [3, 1, 2];
    }
}
@Module({ controllers: [Reports] })
export class AppModule {}
`);
const app = await core.NestFactory.create(AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const ask = (role) => fetch(site, { headers: { "x-role": role } });
const codes = [(await ask("guest")).status, (await ask("staff")).status];
const models = Object.keys(core).filter((name) => /permission|role|user/i.test(name));
console.log(`a guard asked guest and staff: ${codes}; models of users or roles in core: ${models.join() || "none"}`);
process.exit(String(codes) === "403,200" && models.length === 0 ? 0 : 10);
