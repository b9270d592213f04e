// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const Card = z.object({ kind: z.literal("card"), number: z.string() });
const Invoice = z.object({ kind: z.literal("invoice"), address: z.string() });
// The control: a union that no field decides.
const Payment = process.argv.includes("--control") ? z.union([Card, Invoice]) : z.discriminatedUnion("kind", [Card, Invoice]);
const result = Payment.safeParse({ kind: "invoice", number: "1" });
const issues = result.error.issues;
const places = issues.map(({ path }) => path.join(".")).filter(Boolean);
console.log(`an invoice without address is told: ${places.join() || issues[0].message}`);
process.exit(String(places) === "address" ? 0 : 10);
