// npm install fastify@5.12.8 @fastify/oauth2@8.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8", "@fastify/oauth2==8.3.0"]
// [tool.hub]
// control = "self"
// ///
import oauth from "@fastify/oauth2";
import Fastify from "fastify";

const app = Fastify();
const options = {
    name: "github",
    credentials: { client: { id: "our-id", secret: "secret" }, auth: oauth.GITHUB_CONFIGURATION },
    startRedirectPath: "/login/github",
    callbackUri: "https://shop.example/login/github/callback",
    pkce: "S256",
};
// The control: the plugin is left out.
if (!process.argv.includes("--control")) await app.register(oauth, options);

const answer = await app.inject("/login/github");
const { host, searchParams } = new URL(answer.headers.location ?? "http://nowhere");
const sent = ["client_id", "state", "code_challenge"].map((name) => searchParams.has(name));
console.log(`/login/github: ${answer.statusCode} to ${host}; id, state and challenge sent: ${sent}`);
process.exit(host === "github.com" && sent.every(Boolean) ? 0 : 10);
