// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = "self"
// ///
import express from "express";

const app = express();
if (process.argv.includes("--control")) {
    app.requirePermission = (name) => (req, res, next) => next(); // a stand-in
}
const every = (object) => {
    const names = [];
    for (const name in object) names.push(name);
    return names;
};
const names = [express, app, app.request, app.response].flatMap(every);
const found = names.filter((name) =>
    /permi|role|grant|allow|authori|forbid/i.test(name),
);
let error = "none";
try {
    app.get("/payroll", app.requirePermission("payroll"));
} catch (thrown) {
    error = thrown.message;
}
console.log(
    `a route that asks for a permission: ${error}; of ${names.length} public names, ` +
        `for permissions: ${found.join() || "none"}`,
);
process.exit(found.length === 0 && error !== "none" ? 0 : 10);
