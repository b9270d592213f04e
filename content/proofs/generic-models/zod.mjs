// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const pageOf = (items) => z.object({ items: z.array(items), next: z.string().optional() });
// The control: the parameter is not used.
const item = process.argv.includes("--control") ? z.any() : z.string();
const Page = pageOf(item);
const seen = [["pen"], [7]].map((items) => Page.safeParse({ items }).success);
console.log(`a page of texts takes texts: ${seen[0]}, numbers: ${seen[1]}`);
process.exit(seen[0] && !seen[1] ? 0 : 10);
