// npm install valibot@1.5.0 @valibot/to-json-schema@1.8.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0", "@valibot/to-json-schema==1.8.0"]
// [tool.hub]
// control = "self"
// ///
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";

const sku = v.pipe(v.string(), v.minLength(3));
const core = Object.keys(v).filter((name) => /jsonschema/i.test(name));
// The control: the schema without its rule.
const schema = process.argv.includes("--control") ? v.string() : sku;
const { minLength } = toJsonSchema(v.object({ sku: schema })).properties.sku;
console.log(
    `for JSON Schema in valibot itself: ${core.join() || "nothing"}; with ` +
        `@valibot/to-json-schema, three letters become minLength: ${minLength}`,
);
process.exit(core.length === 0 && minLength === 3 ? 0 : 10);
