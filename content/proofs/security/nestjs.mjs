// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = ["@nestjs/core==12.0.4", "@nestjs/common==12.0.4", "@nestjs/platform-express==12.0.4"]
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { createRequire } from "node:module";
import ts from "typescript";

// Node.js knows no decorators: what "nest build" does first for an application is done here.
function load(code) {
    const options = { experimentalDecorators: true, emitDecoratorMetadata: true, module: "commonjs", target: "es2022" };
    const shop = {};
    new Function("require", "exports", ts.transpile(code, options))(createRequire(import.meta.url), shop);
    return shop;
}

const { AppModule } = load(`
import { Controller, Module, Post } from "@nestjs/common";

@Controller("orders")
class Orders {
    @Post()
    create() {
        return "created";
    }
}
@Module({ controllers: [Orders] })
export class AppModule {}
`);

async function ask(isGuarded) {
    const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
    if (isGuarded) app.useSecurityHeaders?.(); // neither is there before 12.1
    if (isGuarded) app.enableCsrfProtection?.();
    await app.listen(0, "127.0.0.1");
    const orders = `http://127.0.0.1:${app.getHttpServer().address().port}/orders`;
    const headers = { "content-type": "application/json", origin: "https://elsewhere.example" };
    const post = (body) => fetch(orders, { method: "POST", body, headers });
    const forged = await post("{}");
    const large = await post(JSON.stringify({ text: "x".repeat(200_000) }));
    await app.close();
    return `${forged.status}, CSP ${forged.headers.has("content-security-policy")}, 200 kB ${large.status}`;
}

const plain = await ask(false);
const guarded = await ask(true);
console.log(`from another origin: ${plain}; with both switched on: ${guarded}`);
process.exit(plain === "201, CSP false, 200 kB 413" && guarded.startsWith("403, CSP true") ? 0 : 10);
