// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import * as z from "zod";

const isFree = async (name) => name !== "ada";
const Account = z.object({ name: z.string().refine(isFree) });
const results = [];
for (const name of ["ada", "bob"]) {
    results.push((await Account.safeParseAsync({ name })).success);
}
let sync;
try {
    sync = Account.safeParse({ name: "ada" }).success ? "taken" : "refused";
} catch (error) {
    sync = "refused";
}
if (process.argv.includes("--control")) results.reverse(); // a stand-in for wrong answers
console.log(`a name that is taken: ${results[0]}, one that is free: ${results[1]}; without await: ${sync}`);
process.exit(String(results) === "false,true" && sync !== "taken" ? 0 : 10);
