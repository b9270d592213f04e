// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

// What you write yourself; the control leaves it out.
const own = process.argv.includes("--control") ? "" : 'process.on("SIGTERM", () => server.close());';
writeFileSync(
    "shop.mjs",
    `import express from "${import.meta.resolve("express")}";
const app = express();
app.get("/", (req, res) => setTimeout(() => res.send("answered"), 1000));
const server = app.listen(3001, "127.0.0.1", () => console.log("up"));
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
