// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const fields = { sku: z.string() };
// The control: one kind of object for all.
const kinds = process.argv.includes("--control")
    ? [z.object, z.object, z.object]
    : [z.object, z.strictObject, z.looseObject];
const seen = kinds.map((kind) => {
    const result = kind(fields).safeParse({ sku: "pen", colour: "red" });
    return result.success ? Object.keys(result.data).join("+") : "refused";
});
console.log(`object: ${seen[0]}; strictObject: ${seen[1]}; looseObject: ${seen[2]}`);
process.exit(String(seen) === "sku,refused,sku+colour" ? 0 : 10);
