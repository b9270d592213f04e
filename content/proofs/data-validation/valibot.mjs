// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

// The control: nothing is declared.
const Order = process.argv.includes("--control")
    ? v.any()
    : v.object({ sku: v.string(), quantity: v.pipe(v.number(), v.integer(), v.minValue(1)) });

const good = v.safeParse(Order, { sku: "pen", quantity: 3 });
const bad = v.safeParse(Order, { quantity: "many" });
const places = bad.success ? [] : bad.issues.map((issue) => v.getDotPath(issue));
console.log(`a good order: ${good.success}; a bad one: ${bad.success} at ${places}`);
process.exit(good.success && String(places) === "sku,quantity" ? 0 : 10);
