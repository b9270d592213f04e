// npm install fastify@5.12.8 @fastify/type-provider-typebox@6.3.0 typebox@1.4.3 @types/node@20.19.25 typescript@5.9.3
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/type-provider-typebox==6.3.0", "typebox==1.4.3", "@types/node==20.19.25", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import { symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const node_modules = new URL("..", import.meta.resolve("fastify"));
symlinkSync(fileURLToPath(node_modules), "node_modules");
// The control: without the provider, the schema says nothing to the types.
const provider = process.argv.includes("--control") ? "" : "<TypeBoxTypeProvider>";
writeFileSync(
    "shop.mts",
    `import Fastify from "fastify";
   import { Type, TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
   const app = Fastify().withTypeProvider${provider}();
   const params = Type.Object({ id: Type.Integer() });
   app.get("/orders/:id", { schema: { params } }, async (request) => {
     const id: string = request.params.id;
     return id;
   });`,
);
const program = ts.createProgram(["shop.mts"], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2023.d.ts"],
});
const [first] = ts.getPreEmitDiagnostics(program);
const found = first
    ? ts.flattenDiagnosticMessageText(first.messageText, " ")
    : "no error";
console.log(`an integer of the schema used as a string: ${found.slice(0, 120)}`);
process.exit(/Type 'number' is not assignable to type 'string'/.test(found) ? 0 : 10);
