// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

// The control: what guards by default is switched off.
const lax = { onProtoPoisoning: "ignore", bodyLimit: 10_000_000 };
const app = Fastify(process.argv.includes("--control") ? lax : {});
app.post("/orders", async () => "created");

const post = async (payload, type = "application/json") => {
    const headers = { "content-type": type, origin: "https://elsewhere.example" };
    return app.inject({ method: "POST", url: "/orders", payload, headers });
};
const forged = await post("{}");
const poisoned = (await post('{"__proto__": {"admin": true}}')).statusCode;
const large = (await post(`{"text": "${"x".repeat(2_000_000)}"}`)).statusCode;
const csp = forged.headers["content-security-policy"] ?? "none";
console.log(
    `__proto__ in a body: ${poisoned}; 2 MB: ${large}; from another origin: ` +
        `${forged.statusCode}; policy for content: ${csp}`,
);
const guarded = poisoned === 400 && large === 413;
process.exit(guarded && forged.statusCode === 200 && csp === "none" ? 0 : 10);
