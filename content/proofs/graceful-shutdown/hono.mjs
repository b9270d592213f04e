// npm install hono@4.13.19 @hono/node-server@2.1.9
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/node-server==2.1.9"]
// [tool.hub]
// control = "self"
// ///
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

// What you write yourself, as its guide for Node.js shows; the control leaves it out.
const own = process.argv.includes("--control") ? "" : 'process.on("SIGTERM", () => server.close());';
writeFileSync(
    "shop.mjs",
    `import { Hono } from "${import.meta.resolve("hono")}";
import { serve } from "${import.meta.resolve("@hono/node-server")}";
const late = (c) => new Promise((done) => setTimeout(() => done(c.text("answered")), 1000));
const { fetch } = new Hono().get("/", late);
const server = serve({ fetch, port: 3001, hostname: "127.0.0.1" }, () => console.log("up"));
${own}`,
);
const server = spawn(process.execPath, ["shop.mjs"]);
await once(server.stdout, "data");
const answer = fetch("http://127.0.0.1:3001").then((r) => r.text()).catch(() => "cut off");
await pause(300);
server.kill("SIGTERM");
const seen = await answer;
if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
console.log(`the request that was under way when SIGTERM came: ${seen}; then the process ended`);
process.exit(seen === "answered" ? 0 : 10);
