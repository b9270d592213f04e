// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

// The control: nothing is declared.
const Order = process.argv.includes("--control")
    ? z.any()
    : z.object({ sku: z.string(), quantity: z.int().min(1) });

const good = Order.safeParse({ sku: "pen", quantity: 3 });
const bad = Order.safeParse({ quantity: "many" });
const places = bad.success ? [] : bad.error.issues.map(({ path }) => path.join("."));
console.log(`a good order: ${good.success}; a bad one: ${bad.success} at ${places}`);
process.exit(good.success && String(places) === "sku,quantity" ? 0 : 10);
