// npm install @nestjs/core@12.5.1 @nestjs/common@12.5.1 @nestjs/platform-express@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@5.9.3 @nestjs/websockets@12.1.1 @nestjs/platform-ws@12.1.1 ws@8.19.0
// /// script
// requires-node = ">=20.19"
// dependencies = ["@nestjs/core==12.5.1", "@nestjs/common==12.5.1", "@nestjs/platform-express==12.5.1", "reflect-metadata==0.2.2", "rxjs==7.8.2", "typescript==5.9.3", "@nestjs/websockets==12.1.1", "@nestjs/platform-ws==12.1.1", "ws==8.19.0"]
// [tool.hub]
// control = "self"
// ///
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { WsAdapter } from "@nestjs/platform-ws";
import { WebSocket } from "ws";
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
import { Module } from "@nestjs/common";
import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";

@WebSocketGateway()
class Orders {
    ${CONTROL ? "" : '@SubscribeMessage("order")'}
    order(@MessageBody() order: string) {
        return { event: "order", data: "echo: " + order };
    }
}
@Module({ providers: [Orders] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
app.useWebSocketAdapter(new WsAdapter(app));
await app.listen(0, "127.0.0.1");

const answer = await new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${app.getHttpServer().address().port}`);
    socket.on("open", () => socket.send(JSON.stringify({ event: "order", data: "pen" })));
    socket.on("message", (data) => resolve(JSON.parse(data).data));
    setTimeout(() => resolve("nothing"), 2000);
});
console.log(`answer over the WebSocket: ${answer}`);
process.exit(answer === "echo: pen" ? 0 : 10);
