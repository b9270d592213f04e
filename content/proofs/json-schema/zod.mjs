// npm install zod@4.6.7
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7"]
// [tool.hub]
// control = "zod==3.24.4"
// ///
import * as z from "zod";

const Order = z.object({ sku: z.string().min(3), quantity: z.number().int().min(1) });
let text;
try {
    text = z.toJSONSchema(Order).properties.sku.minLength;
} catch (error) {
    text = error.message; // Zod 3, the control, has no such function
}
console.log(`z.toJSONSchema() writes a text of at least three letters as minLength: ${text}`);
process.exit(text === 3 ? 0 : 10);
