// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const pageOf = (items) => v.object({ items: v.array(items), next: v.optional(v.string()) });
// The control: the parameter is not used.
const item = process.argv.includes("--control") ? v.any() : v.string();
const Page = pageOf(item);
const seen = [["pen"], [7]].map((items) => v.safeParse(Page, { items }).success);
console.log(`a page of texts takes texts: ${seen[0]}, numbers: ${seen[1]}`);
process.exit(seen[0] && !seen[1] ? 0 : 10);
