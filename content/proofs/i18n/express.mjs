// npm install express@5.3.0
// /// script
// requires-node = ">=20"
// dependencies = ["express==5.3.0"]
// [tool.hub]
// control = ["express==5.2.1", "i18n==0.15.4"]
// ///
import express from "express";
import { once } from "node:events";

const app = express();
try {
    const { I18n } = await import("i18n"); // only the control has it
    const texts = { en: { Welcome: "Welcome" }, de: { Welcome: "Willkommen" } };
    app.use(new I18n({ staticCatalog: texts, defaultLocale: "en" }).init);
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}
app.get("/", (req, res) => {
    res.send(`wants ${req.acceptsLanguages()}, reads ${req.__("Welcome")}`);
});
app.use((error, req, res, next) => res.send(error.message));

const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const site = `http://127.0.0.1:${server.address().port}`;
const headers = { "Accept-Language": "de" };
const seen = await (await fetch(site, { headers })).text();
console.log(`a handler that translates: ${seen}`);
process.exit(seen === "req.__ is not a function" ? 0 : 10);
