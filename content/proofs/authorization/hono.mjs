// npm install hono@4.13.19
// /// script
// requires-node = ">=20"
// dependencies = ["hono==4.13.19"]
// [tool.hub]
// control = "self"
// ///
import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { every, except, some } from "hono/combine";

const app = new Hono();
const isStaff = bearerAuth({ token: "staff" });
const isOwner = bearerAuth({ token: "owner" });
const isOpen = async (c, next) =>
    c.req.query("closed") ? c.text("closed", 403) : next();
if (!process.argv.includes("--control")) {
    // The control: checks that nothing combines.
    app.use(except("/orders/help", every(isOpen, some(isStaff, isOwner))));
}
app.get("/orders/*", (c) => c.text("orders"));

const ask = async (path, token) => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await app.request(path, { headers })).status;
};
const codes = [
    await ask("/orders/7", "staff"),
    await ask("/orders/7", "owner"),
    await ask("/orders/7", "guest"),
    await ask("/orders/7?closed=1", "staff"),
    await ask("/orders/help", "guest"),
];
const model = ["./permissions", "./roles"].map((name) =>
    import(`hono/${name.slice(2)}`).then(
        () => "there",
        (error) => error.code,
    ),
);
const [refused] = await Promise.all(model);
console.log(
    `staff, owner, guest, closed, exception: ${codes}; hono/permissions: ${refused}`,
);
process.exit(String(codes) === "200,200,401,403,200" && refused !== "there" ? 0 : 10);
