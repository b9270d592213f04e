// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const messages = {};
for (const language of ["en", "de", "ja"]) {
    // The control: the language is never set.
    if (!process.argv.includes("--control")) z.config(z.locales[language]());
    messages[language] = z.string().safeParse(7).error.issues[0].message;
}
const languages = Object.keys(z.locales).length;
console.log(`${languages} languages; ${Object.values(messages).join(" / ")}`);
process.exit(new Set(Object.values(messages)).size === 3 ? 0 : 10);
