"""nginx with the page as a file, and before our site with the configuration of the repository."""

import sys
from pathlib import Path

from benchmarks.processes import ROOT

STATIC = """\
{user}worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    default_type "text/html; charset=utf-8";
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {folder}/pages;
        location / {{
            gzip_static on;
            try_files $uri/index.html =404;
        }}
    }}
}}
"""


def write_static(folder, port, path, plain, compressed, as_root):
    """Lay the page down for nginx, and return the path of the configuration that serves it."""
    page = Path(folder) / "pages" / path.strip("/")
    page.mkdir(parents=True)
    (page / "index.html").write_bytes(plain)
    (page / "index.html.gz").write_bytes(compressed)
    file = Path(folder) / "static.conf"
    file.write_text(STATIC.format(folder=folder, port=port, user="user root;\n" if as_root else ""))
    return file


def write_proxy(folder, port, site_port, as_root):
    """The configuration of the repository with the addresses of this run, and its path."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    places = {
        "listen 8080 backlog": f"listen 127.0.0.1:{port} backlog",
        "server site-1:8000 ": f"server 127.0.0.1:{site_port} ",
        "        server site-2:8000 max_fails=3 fail_timeout=5s;\n": "",
        "        server site-2:8000 max_fails=0 backup;\n": "",
        "pid /tmp/nginx.pid;": f"pid {folder}/proxy.pid; daemon off;",
        "error_log stderr warn;": f"error_log {folder}/proxy.log warn;",
        "proxy_cache_path /tmp/nginx-pages ": f"proxy_cache_path {folder}/proxy-pages ",
        "    access_log off;\n": "    access_log off;\n"
        + "".join(
            f"    {name}_temp_path {folder}/proxy-{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        ),
    }
    for ours, here in places.items():
        if ours not in text:
            sys.exit(f"deploy/nginx.conf has no “{ours.strip()}” any more: benchmarks/nginx.py must follow it.")
        text = text.replace(ours, here)
    file = Path(folder) / "proxy.conf"
    file.write_text(("user root;\n" if as_root else "") + text)
    return file
