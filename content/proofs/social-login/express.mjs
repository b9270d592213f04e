// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import { readFileSync } from "node:fs";

const folder = new URL("./", import.meta.resolve("express"));
const { dependencies } = JSON.parse(readFileSync(new URL("package.json", folder)));
const { default: express } = await import("express");
const names = [
    ...Object.keys(dependencies),
    ...Object.keys(express),
    ...Object.keys(express.request),
    ...Object.keys(express.response),
];
// The control: a name as a plugin would bring it.
if (process.argv.includes("--control")) names.push("passport");
const words = /oauth|openid|oidc|social|webauthn|passkey|saml|passport|login/i;
const found = names.filter((name) => words.test(name));
console.log(`${names.length} names and dependencies, for other sites or passkeys: [${found}]`);
process.exit(names.length > 50 && found.length === 0 ? 0 : 10);
