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
import { Module } from "@nestjs/common";
import { MessageBody, SubscribeMessage, WebSocketGateway } from "@nestjs/websockets";

@WebSocketGateway()
class Orders {
    @SubscribeMessage("order")
    order(@MessageBody() order: string) {
        return { event: "order", data: "echo: " + order };
    }
}
@Module({ providers: [${CONTROL ? "" : "Orders"}] })
export class AppModule {}
`);
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
app.useWebSocketAdapter(new WsAdapter(app));
await app.listen(0, "127.0.0.1");
const site = `http://127.0.0.1:${app.getHttpServer().address().port}`;

const answer = await new Promise((resolve) => {
    const socket = new WebSocket(site.replace("http", "ws"));
    socket.on("open", () => socket.send(JSON.stringify({ event: "order", data: "pen" })));
    socket.on("message", (data) => resolve(JSON.parse(data).data));
    socket.on("error", (error) => resolve(error.message));
    setTimeout(() => resolve("nothing"), 2000);
});
console.log(`answer over the WebSocket: ${answer}`);
process.exit(answer === "echo: pen" ? 0 : 10);
