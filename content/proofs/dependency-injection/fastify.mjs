// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
app.decorate("database", { name: "the database" });
const encapsulated = process.argv.includes("--control")
    ? (target) => target // a stand-in without encapsulation
    : undefined;

await app.register(async function orders(scope) {
    (encapsulated?.(app) ?? scope).decorate("prices", { pen: 3 });
    scope.get("/orders", async function (request, reply, ...more) {
        return [this.database.name, "prices" in this, more.length];
    });
});
app.get("/", async function () {
    return "prices" in this;
});

const [attached, inside, given] = (await app.inject("/orders")).json();
const outside = (await app.inject("/")).json();
console.log(
    `handlers reach ${attached} by name; what a plugin attached is seen within it: ` +
        `${inside}, outside: ${outside}; resolved arguments: ${given}`,
);
const decorated = attached === "the database" && inside && !outside;
process.exit(decorated && given === 0 ? 0 : 10);
