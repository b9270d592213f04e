// npm install valibot@1.5.0 esbuild@0.28.2
// /// script
// requires-node = ">=20"
// dependencies = ["valibot==1.5.0", "esbuild==0.28.2"]
// [tool.hub]
// control = "self"
// ///
import * as esbuild from "esbuild";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const resolveDir = fileURLToPath(new URL(".", import.meta.resolve("valibot")));

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
    `import * as v from "valibot";
const Login = v.object({ email: v.pipe(v.string(), v.email()), password: v.pipe(v.string(), v.minLength(8)) });
export const check = (value) => v.parse(Login, value);`,
);
console.log(
    `a form of login: ${whole} bytes of valibot (esbuild, minified, gzip)`,
);
process.exit(whole > 500 && whole < 3000 ? 0 : 10);
