// npm install hono@4.13.19 @hono/zod-validator@0.9.1 zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19", "@hono/zod-validator==0.9.1", "zod==4.6.7"]
// [tool.hub]
// control = "self"
// ///
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { validator } from "hono/validator";
import { z } from "zod";

const app = new Hono();
const schema = z.object({ sku: z.string(), quantity: z.number().int().min(1) });
const thin = validator("json", (value, c) => {
    // The control: a stand-in that knows by itself what a quantity is.
    const checks = process.argv.includes("--control");
    return checks && typeof value.quantity !== "number" ? c.text("wrong", 400) : value;
});

app.post("/thin", thin, (c) => c.json(c.req.valid("json")));
app.post("/zod", zValidator("json", schema), (c) => c.json(c.req.valid("json")));

const codes = {};
for (const path of ["/thin", "/zod"]) {
    const response = await app.request(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ sku: "pen", quantity: "many" }),
    });
    codes[path] = response.status;
}
console.log(
    `'many' as a quantity: own validator ${codes["/thin"]}, with Zod ${codes["/zod"]}`,
);
process.exit(codes["/thin"] === 200 && codes["/zod"] === 400 ? 0 : 10);
