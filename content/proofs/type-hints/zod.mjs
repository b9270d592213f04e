// npm install zod@4.6.7 typescript@5.9.3
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7", "typescript==5.9.3"]
// [tool.hub]
// control = "self"
// ///
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

let node_modules = new URL(".", import.meta.resolve("typescript"));
while (!existsSync(new URL("typescript/", node_modules))) {
    node_modules = new URL("..", node_modules);
}
symlinkSync(fileURLToPath(node_modules), "node_modules");
// The control: types that know nothing.
const type = process.argv.includes("--control") ? "any" : "z.output<typeof Order>";
writeFileSync(
    "shop.mts",
    `import * as z from "zod";
   export const Order = z.object({ quantity: z.coerce.number(), sku: z.string().transform((text) => text.length) });
   declare const order: ${type};
   const length: string = order.sku;`,
);
const program = ts.createProgram(["shop.mts"], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
});
const [first] = ts.getPreEmitDiagnostics(program);
const found = first
    ? ts.flattenDiagnosticMessageText(first.messageText, " ")
    : "no error";
console.log(`a text that the schema turns into its length, used as a text: ${found}`);
process.exit(/Type 'number' is not assignable to type 'string'/.test(found) ? 0 : 10);
