// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const Item = v.object({ sku: v.string(), quantity: v.number() });
const Order = v.object({ items: v.array(Item), paid: v.boolean() });
const order = { items: [{ sku: 1, quantity: 1 }, { sku: "pen", quantity: "many" }], paid: "no" };
const result = v.safeParse(Order, order);
let places = result.issues.map((issue) => v.getDotPath(issue));
if (process.argv.includes("--control")) places = places.slice(0, 1); // a stand-in: the first only
console.log(`one answer tells of ${places.length}: ${places.join(", ")}`);
process.exit(String(places) === "items.0.sku,items.1.quantity,paid" ? 0 : 10);
