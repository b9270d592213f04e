// npm install fastify@5.12.8 @fastify/postgres@6.1.0 pg@8.23.1 @electric-sql/pglite@0.5.17
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/postgres==6.1.0", "pg==8.23.1", "@electric-sql/pglite==0.5.17"]
// [tool.hub]
// control = "self"
// ///
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const PORT = 5432;
if (isMainThread) await main();
else await serve();

async function serve() {
    const { PGlite } = await import("@electric-sql/pglite"); // PostgreSQL, as WebAssembly
    const db = await PGlite.create();
    const answer = (socket) => socket.on("data", async (data) => socket.write(await db.execProtocolRaw(data)));
    createServer(answer).listen(PORT, "127.0.0.1", () => parentPort.postMessage("ready"));
}

async function main() {
    const { default: Fastify } = await import("fastify");
    const app = Fastify();
    if (!process.argv.includes("--control")) { // the control: without the plugin
        await once(new Worker(fileURLToPath(import.meta.url)), "message");
        await app.register(import("@fastify/postgres"), { connectionString: `postgres://postgres@127.0.0.1:${PORT}/` });
    }
    const done = [];
    app.get("/report", async () => {
        const { rows } = await app.pg.query("SELECT count(*) FROM generate_series(1, 500000)");
        done.push(`the report (${rows[0].count} rows)`);
    });
    app.get("/", async () => done.push("a page"));
    const answers = await Promise.all([app.inject("/report"), app.inject("/")]);
    const error = answers[0].statusCode === 200 ? "" : answers[0].json().message;
    console.log(`asked for a report, then for a page; done, in this order: ${done.join(", ")} ${error}`);
    process.exit(error === "" && done[0] === "a page" ? 0 : 10);
}
