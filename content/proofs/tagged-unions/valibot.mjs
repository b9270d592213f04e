// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const Card = v.object({ kind: v.literal("card"), number: v.string() });
const Invoice = v.object({ kind: v.literal("invoice"), address: v.string() });
// The control: a union that no field decides.
const Payment = process.argv.includes("--control") ? v.picklist([Card, Invoice]) : v.variant("kind", [Card, Invoice]);
const result = v.safeParse(Payment, { kind: "invoice", number: "1" });
const issues = result.issues;
const places = issues.map((issue) => v.getDotPath(issue)).filter(Boolean);
console.log(`an invoice without address is told: ${places.join() || issues[0].message}`);
process.exit(String(places) === "address" ? 0 : 10);
