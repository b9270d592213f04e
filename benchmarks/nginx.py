"""nginx with the page as a file, and before our site with the configuration of the repository."""

from pathlib import Path

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
