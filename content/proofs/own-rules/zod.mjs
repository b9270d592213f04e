// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const even = (value) => value % 2 === 0;
const Order = z
    .object({ pairs: z.number().refine(even), first: z.number(), last: z.number() })
    .refine(({ first, last }) => first <= last, {
        path: ["last"],
        // The rule of several fields runs although another one is broken.
        when: () => !process.argv.includes("--control"),
    });
const { error } = Order.safeParse({ pairs: 3, first: 9, last: 1 });
const places = error.issues.map(({ path, code }) => `${path} (${code})`);
console.log(`broken rules of one's own: ${places.join(", ")}`);
process.exit(places.length === 2 ? 0 : 10);
