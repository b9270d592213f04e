// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const control = process.argv.includes("--control");
const messages = {};
for (const language of ["en", "de", "ja"]) {
    if (!control) z.config(z.locales[language]()); // the control: never set
    messages[language] = z.string().safeParse(7).error.issues[0].message;
}
// One call in another language than the one that is set for all.
const options = control ? {} : { error: z.locales.fr().localeError };
messages.fr = z.string().safeParse(7, options).error.issues[0].message;
const again = z.string().safeParse(7).error.issues[0].message;

// Old names give the same messages as the new ones: kh and km, ua and uk.
const old = { kh: "km", ua: "uk" };
const locales = Object.keys(z.locales).filter((name) => !(name in old));
console.log(
    `${locales.length} locales; for all: ${messages.ja}; for one call: ${messages.fr}`,
);
const different = new Set(Object.values(messages)).size === 4;
process.exit(locales.length === 61 && different && again === messages.ja ? 0 : 10);
