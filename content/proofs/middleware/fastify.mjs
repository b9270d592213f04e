// npm install fastify@5.12.8 @fastify/middie@9.3.6
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/middie==9.3.6"]
// [tool.hub]
// control = "fastify==2.15.3"
// ///
import Fastify from "fastify";

const app = Fastify();
const core = typeof app.use; // Fastify 2, the control, still had it
const steps = [];
app.addHook("onRequest", async () => steps.push("hook"));
app.get("/", async () => "hello");

if (core === "undefined") {
    const { default: middie } = await import("@fastify/middie");
    await app.register(middie);
    app.use((req, res, next) => {
        steps.push("middleware");
        next();
    });
}
await app.inject("/");
console.log(`app.use in core: ${core}; with @fastify/middie a request ran: ${steps}`);
process.exit(core === "undefined" && String(steps) === "hook,middleware" ? 0 : 10);
