// npm install hono@4.13.19 typescript@5.9.3
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import { symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const node_modules = new URL("../../", import.meta.resolve("hono"));
symlinkSync(fileURLToPath(node_modules), "node_modules");
// The control: a client that is not told the server's type.
const type = process.argv.includes("--control") ? "any" : "typeof app";
writeFileSync(
    "shop.mts",
    `import { Hono } from "hono";
   import { hc } from "hono/client";
   const app = new Hono().get("/orders/:id", (c) => c.json({ id: 7 }));
   const client = hc<${type}>("http://shop.example/");
   const response = await client.orders[":id"].$get({ param: { id: "7" } });
   const id: string = (await response.json()).id;`,
);
const program = ts.createProgram(["shop.mts"], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
});
const [first] = ts.getPreEmitDiagnostics(program);
const found = first
    ? ts.flattenDiagnosticMessageText(first.messageText, " ")
    : "no error";
console.log(
    `a number that the server sends, used as a string by hc: ${found.slice(0, 100)}`,
);
process.exit(/Type 'number' is not assignable to type 'string'/.test(found) ? 0 : 10);
