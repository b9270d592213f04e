// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const strict = v.number();
// The control: no conversion in the pipe.
const lax = process.argv.includes("--control")
    ? v.number()
    : v.pipe(v.unknown(), v.toNumber());
const seen = [strict, lax].map((schema) => v.safeParse(schema, "3"));
console.log(
    `"3" as v.number(): ${seen[0].success ? "taken" : "refused"}; ` +
        `with v.toNumber() in a pipe: ${seen[1].success ? seen[1].output : "refused"}`,
);
process.exit(!seen[0].success && seen[1].output === 3 ? 0 : 10);
