// npm install zod@4.6.7 esbuild@0.28.2
// /// script
// requires-node = ">=20"
// dependencies = ["zod==4.6.7", "esbuild==0.28.2"]
// [tool.hub]
// control = "self"
// ///
import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const resolveDir = fileURLToPath(new URL(".", import.meta.resolve("zod")));

function size(contents) {
    const { outputFiles } = esbuild.buildSync({
        stdin: { contents, resolveDir },
        bundle: true,
        // The control: what a program weighs that is not bundled for the browser.
        minify: !process.argv.includes("--control"),
        treeShaking: !process.argv.includes("--control"),
        format: "esm",
        write: false,
    });
    return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const whole = size(
    `import * as z from "zod";
const Login = z.object({ email: z.email(), password: z.string().min(8) });
export const check = (value) => Login.parse(value);`,
);
const mini = size(
    `import * as z from "zod/mini";
const Login = z.object({ email: z.email(), password: z.string().check(z.minLength(8)) });
export const check = (value) => Login.parse(value);`,
);
const named = size(
    `import { z } from "zod";
const Login = z.object({ email: z.email(), password: z.string().min(8) });
export const check = (value) => Login.parse(value);`,
);
console.log(
    `a form of login: ${whole} bytes of zod, ${mini} of zod/mini, ` +
        `${named} by import { z } (esbuild, minified, gzip)`,
);
process.exit(whole > 15000 && whole < 40000 && mini < whole && named > whole ? 0 : 10);
