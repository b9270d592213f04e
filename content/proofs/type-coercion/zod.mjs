// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const strict = z.number();
const lax = process.argv.includes("--control") ? z.number() : z.coerce.number(); // the control
const seen = [strict, lax].map((schema) => schema.safeParse("3"));
const odd = z.coerce.number().safeParse(null);
console.log(
    `"3" as z.number(): ${seen[0].success ? "taken" : "refused"}; as z.coerce.number(): ` +
        `${seen[1].success ? seen[1].data : "refused"}, which makes null ${odd.data}`,
);
process.exit(!seen[0].success && seen[1].data === 3 && odd.data === 0 ? 0 : 10);
