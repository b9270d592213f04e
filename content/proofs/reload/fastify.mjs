// npm install fastify@5.12.8 fastify-cli@8.0.2
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "fastify-cli==8.0.2"]
// [tool.hub]
// control = "self"
// ///
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const code = 'export default async (app, options) => app.get("/", async () => "old");';
writeFileSync("shop.mjs", code);
const command = fileURLToPath(import.meta.resolve("fastify-cli/cli.js"));
const options = ["start", "shop.mjs", "--port", "3001"];
// The control: no reloading.
if (!process.argv.includes("--control")) options.push("--watch");
const server = spawn(process.execPath, [command, ...options], { stdio: "ignore", detached: true });

/** What is answered, once it is the word or a while has passed. */
async function waitFor(word) {
    let seen = "no answer";
    for (let n = 0; n < 30 && seen !== word; n += 1) {
        await pause(300);
        seen = await fetch("http://127.0.0.1:3001").then((r) => r.text(), () => "no answer");
    }
    return seen;
}
const before = await waitFor("old");
await pause(1500);
writeFileSync("shop.mjs", code.replace("old", "new code"));
const after = await waitFor("new code");
process.kill(-server.pid);
console.log(`before the file was saved: ${before}; after it: ${after}`);
process.exit(before === "old" && after === "new code" ? 0 : 10);
