// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = "self"
// ///
import Fastify from "fastify";

const app = Fastify();
const query = { type: "object", required: ["limit"], properties: { limit: {} } };
app.get("/orders", { schema: { querystring: query } }, async () => []);
if (process.argv.includes("--control")) {
    // A stand-in for a framework with translations.
    app.setErrorHandler(async (error, request, reply) => {
        const german = request.headers["accept-language"].startsWith("de");
        return { message: german ? "limit fehlt" : error.message };
    });
}

const messages = {};
for (const language of ["en", "de", "ja"]) {
    const headers = { "accept-language": language };
    messages[language] = (await app.inject({ url: "/orders", headers })).json().message;
}
const [english, ...others] = [...new Set(Object.values(messages))];
console.log(
    `the error in ${Object.keys(messages)}: ${[english, ...others].join(" / ")}`,
);
process.exit(new Set(Object.values(messages)).size === 1 ? 0 : 10);
