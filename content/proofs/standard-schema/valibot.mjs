// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const schema = process.argv.includes("--control")
    ? { parse: (value) => value } // a stand-in for a schema of its own kind
    : v.object({ sku: v.string() });
const standard = schema["~standard"];
const result = await standard?.validate({ sku: 7 });
const [issue] = result?.issues ?? [];
console.log(
    `version ${standard?.version} of the interface, by ${standard?.vendor}; ` +
        `a wrong value: ${issue?.message} at ${issue?.path.map((part) => part.key ?? part)}`,
);
process.exit(standard?.version === 1 && issue ? 0 : 10);
