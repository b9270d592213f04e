// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const fields = { sku: v.string() };
// The control: one kind of object for all.
const kinds = process.argv.includes("--control")
    ? [v.object, v.object, v.object]
    : [v.object, v.strictObject, v.looseObject];
const seen = kinds.map((kind) => {
    const result = v.safeParse(kind(fields), { sku: "pen", colour: "red" });
    return result.success ? Object.keys(result.output).join("+") : "refused";
});
console.log(`object: ${seen[0]}; strictObject: ${seen[1]}; looseObject: ${seen[2]}`);
process.exit(String(seen) === "sku,refused,sku+colour" ? 0 : 10);
