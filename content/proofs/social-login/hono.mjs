// npm install hono@4.13.19 @hono/oauth-providers@0.8.8
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/oauth-providers==0.8.8"]
// [tool.hub]
// control = "self"
// ///
import { githubAuth } from "@hono/oauth-providers/github";
import { Hono } from "hono";

const app = new Hono();
const options = { client_id: "our-id", client_secret: "secret", scope: ["read:user"], oauthApp: true };
// The control: the middleware is left out.
if (!process.argv.includes("--control")) app.use("/login/github", githubAuth(options));
app.get("/login/github", (c) => c.text("signed in"));

const answer = await app.request("https://shop.example/login/github");
const { host, searchParams } = new URL(answer.headers.get("location") ?? "http://nowhere");
const sent = ["client_id", "state"].map((name) => searchParams.has(name));
console.log(`/login/github: ${answer.status} to ${host}; id and state sent: ${sent}`);
process.exit(host === "github.com" && sent.every(Boolean) ? 0 : 10);
