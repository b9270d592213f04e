// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 @nestjs/jwt@12.0.2 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "@nestjs/jwt==12.0.2", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { createRequire } from "node:module";
import ts from "typescript";

// Node.js knows no decorators: what "nest build" does first for an application is done here.
const decorators = { experimentalDecorators: true, emitDecoratorMetadata: true };
const code = ts.transpile(`
import { Controller, Get, Injectable, Module, Req, UnauthorizedException, UseGuards } from "@nestjs/common";
import { JwtModule, JwtService } from "@nestjs/jwt";
export { JwtService };

@Injectable()
class AuthGuard {
    constructor(readonly jwt: JwtService) {}
    async canActivate(context) {
        const request = context.switchToHttp().getRequest();
        const refuse = () => { throw new UnauthorizedException(); };
        request.user = await this.jwt.verifyAsync(request.headers.authorization.slice(7)).catch(refuse);
        return true;
    }
}
@Controller()
class Orders {
    @Get()
    ${process.argv.includes("--control") ? "" : "@UseGuards(AuthGuard)"}
    list(@Req() request) {
        return "orders of " + request.user?.sub;
    }
}
@Module({ imports: [JwtModule.register({ secret: "long and random" })], controllers: [Orders] })
export class AppModule {}
`, { ...decorators, module: "commonjs", target: "es2022" });
const shop = {};
new Function("require", "exports", code)(createRequire(import.meta.url), shop);
const app = await NestFactory.create(shop.AppModule, { logger: false, abortOnError: false });
await app.listen(0, "127.0.0.1");

const signed = (jwt) => ({ authorization: `Bearer ${jwt.sign({ sub: "ada" })}` });
const ask = async (jwt) => (await fetch(await app.getUrl(), { headers: signed(jwt) })).text();
const answers = [await ask(app.get(shop.JwtService)), await ask(new shop.JwtService({ secret: "guessed" }))];
console.log(`a guard that asks @nestjs/jwt: ${answers[0]}; with a forged token: ${answers[1].slice(0, 90)}`);
process.exit(answers[0] === "orders of ada" && answers[1].includes("401") ? 0 : 10);
