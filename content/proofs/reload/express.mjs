// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const express = import.meta.resolve("express");
const code = `import express from "${express}";
express().get("/", (req, res) => res.send("old")).listen(3001, "127.0.0.1");`;
writeFileSync("shop.mjs", code);
// The control: what Node.js itself can do since version 18.11.
const watch = process.argv.includes("--control") ? ["--watch"] : [];
const server = spawn(process.execPath, [...watch, "shop.mjs"], { stdio: "ignore", detached: true });

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
process.exit(before === "old" && after === "old" ? 0 : 10);
