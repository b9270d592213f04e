// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "hono==4.6.0"
// ///
import { Hono } from "hono";

const app = new Hono();
let detected = "by nothing";
try {
    const { languageDetector } = await import("hono/language"); // newer than the control
    app.use(
        languageDetector({ supportedLanguages: ["en", "de"], fallbackLanguage: "en" }),
    );
    detected = "by hono/language";
} catch (error) {
    if (error.code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
}
app.get("/", (c) => c.json({ language: c.get("language"), texts: typeof c.t }));

const seen = [];
for (const init of [{ headers: { "Accept-Language": "de-AT, en" } }, {}]) {
    seen.push(await (await app.request("/", init)).json());
}
const languages = seen.map(({ language }) => language);
console.log(
    `detected ${detected}: ${languages}; a function for texts: ${seen[0].texts}`,
);
process.exit(String(languages) === "de,en" && seen[0].texts === "undefined" ? 0 : 10);
