// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const Item = z.object({ sku: z.string(), quantity: z.number() });
const Order = z.object({ items: z.array(Item), paid: z.boolean() });
const order = { items: [{ sku: 1, quantity: 1 }, { sku: "pen", quantity: "many" }], paid: "no" };
const result = Order.safeParse(order);
let places = result.error.issues.map(({ path }) => path.join("."));
if (process.argv.includes("--control")) places = places.slice(0, 1); // a stand-in: the first only
console.log(`one answer tells of ${places.length}: ${places.join(", ")}`);
process.exit(String(places) === "items.0.sku,items.1.quantity,paid" ? 0 : 10);
