// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const even = (value) => value % 2 === 0;
const inOrder = ({ first, last }) => first <= last;
const rule = process.argv.includes("--control")
    ? v.check(() => true) // the control: a rule that nothing breaks
    : v.forward(v.partialCheck([["first"], ["last"]], inOrder), ["last"]);
const Order = v.pipe(
    v.object({ pairs: v.pipe(v.number(), v.check(even)), first: v.number(), last: v.number() }),
    rule,
);
const { issues } = v.safeParse(Order, { pairs: 3, first: 9, last: 1 });
const places = issues.map((issue) => `${v.getDotPath(issue)} (${issue.type})`);
console.log(`broken rules of one's own: ${places.join(", ")}`);
process.exit(places.length === 2 ? 0 : 10);
