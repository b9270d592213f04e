// npm install fastify@5.12.8
// /// script
// requires-node = ">=20"
// dependencies = ["fastify==5.12.8"]
// [tool.hub]
// control = ["fastify==5.12.7", "@fastify/schedule==7.0.0", "toad-scheduler==4.1.0"]
// ///
import Fastify from "fastify";

const app = Fastify();
try {
    const { fastifySchedule } = await import("@fastify/schedule"); // only the control
    await app.register(fastifySchedule);
} catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
}
await app.ready();

const names = [];
for (let object = app; object; object = Object.getPrototypeOf(object)) {
    names.push(...Object.getOwnPropertyNames(object));
}
const offered = names.filter((name) =>
    /task|queue|job|schedule|background/i.test(name),
);
let error = "none";
try {
    app.enqueue(() => "send a mail");
} catch (thrown) {
    error = thrown.message;
}
console.log(
    `${error}; of ${names.length} names, for tasks or timers: ${offered.join() || "none"}`,
);
process.exit(offered.length === 0 && error !== "none" ? 0 : 10);
