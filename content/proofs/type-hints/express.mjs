// npm install express@5.3.0 typescript@5.9.3
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0", "typescript==5.9.3"]
// [tool.hub]
// control = ["express==5.2.1", "typescript==5.9.3", "@types/express==5.0.6"]
// ///
import { symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const node_modules = new URL("..", import.meta.resolve("express"));
symlinkSync(fileURLToPath(node_modules), "node_modules");
writeFileSync(
    "shop.mts",
    `import express from "express";
   const app = express();
   app.get("/orders/:id", (req, res) => { res.send(req.params.id); });`,
);
const program = ts.createProgram(["shop.mts"], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    module: ts.ModuleKind.NodeNext,
});
const [first] = ts.getPreEmitDiagnostics(program);
const found = first
    ? ts.flattenDiagnosticMessageText(first.messageText, " ")
    : "no error";
console.log(`the compiler says: ${found.split(". ")[0]}`);
process.exit(/Could not find a declaration file/.test(found) ? 0 : 10);
