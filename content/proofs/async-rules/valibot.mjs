// npm install valibot@1.5.0
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0"]
// [tool.hub]
// control = "self"
// ///
import * as v from "valibot";

const isFree = async (name) => name !== "ada";
const Account = v.objectAsync({ name: v.pipeAsync(v.string(), v.checkAsync(isFree)) });
const results = [];
for (const name of ["ada", "bob"]) {
    results.push((await v.safeParseAsync(Account, { name })).success);
}
let sync;
try {
    sync = v.safeParse(Account, { name: "ada" }).success ? "taken" : "refused";
} catch (error) {
    sync = "refused";
}
if (process.argv.includes("--control")) results.reverse(); // a stand-in for wrong answers
console.log(`a name that is taken: ${results[0]}, one that is free: ${results[1]}; without await: ${sync}`);
process.exit(String(results) === "false,true" ? 0 : 10);
