"""Tiny packages made on the spot, in two versions: the second has what the first lacks."""

import base64
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WITHOUT = {"py": "", "mjs": ""}
WITH = {"py": "def greet():\n    return 'hello'\n", "mjs": "export const greet = () => 'hello';\n"}


def make_wheel(folder, version, source="", name="demo", told="License-Expression: MIT\n"):
    """A wheel of a package with one module; ``told`` are more lines of its metadata."""
    about = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"version = '{version}'\n{source}",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{told}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{about}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


def make_tarball(version, source="", name="demo", **told):
    """A tarball of npm, as bytes: a module, and a script that must not run when it is installed."""
    install = {"scripts": {"install": "touch ran-while-installed"}}
    manifest = {"name": name, "version": version, "type": "module", "exports": "./index.js", **install, **told}
    files = {
        "package/package.json": json.dumps(manifest),
        "package/index.js": f"export const version = '{version}';\n{source}",
    }
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for path, text in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return data.getvalue()


@contextmanager
def npm_registry(tarballs, name="demo"):
    """The address of a registry that has one package, its tarballs given by version."""

    class Registry(BaseHTTPRequestHandler):
        def do_GET(self):
            part = self.path.rsplit("/", 1)[1]
            body = tarballs.get(part.removesuffix(".tgz")) or json.dumps(document).encode()
            self.send_response(200 if part == name or part.endswith(".tgz") else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    address = f"http://127.0.0.1:{server.server_port}/"
    versions = {
        version: {
            "name": name,
            "version": version,
            "license": "MIT",
            "dist": {
                "tarball": f"{address}{version}.tgz",
                "integrity": f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}",
            },
        }
        for version, data in tarballs.items()
    }
    document = {"name": name, "versions": versions, "dist-tags": {"latest": max(versions)}}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
