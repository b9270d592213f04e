"""What articles tell readers to copy does what the article says."""

import re
import shutil
import subprocess

import pytest

from tests.conftest import require
from tests.hub.running_site import ROOT, Site, free_port
from tests.local_site import local_site

ARTICLE = ROOT / "content/articles/django-and-fastapi-on-one-database.md"


def switch(handler):
    """Switches protocols where the proxy asks for it, as a server of WebSockets does."""
    asked = (handler.headers["Connection"], handler.headers["Upgrade"])
    handler.send_response(101 if asked == ("upgrade", "websocket") else 404)
    handler.send_header("Connection", "upgrade")
    handler.send_header("Upgrade", "websocket")
    handler.end_headers()


@pytest.fixture
def front(tmp_path):
    """The sample of the article in an nginx of its own, before a site that answers at /api/ws."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    require(nginx, "nginx is not installed: apt-get install nginx-light")
    front = Site(free_port(), {}, "", tmp_path / "log")
    with local_site() as site:
        site.add("/healthz")
        site.answers["/api/ws"] = switch
        block = re.search(r"```nginx\n(.*?)```", ARTICLE.read_text("utf-8"), re.DOTALL)[1]
        block = re.sub(r"http://127.0.0.1:800\d", site.url, block)
        block = block.replace("server {", f"server {{ listen 127.0.0.1:{front.port};")
        temporary = "".join(f"{part}_temp_path {tmp_path};" for part in ("client_body", "proxy"))
        file = tmp_path / "nginx.conf"
        file.write_text(f"daemon off; pid {tmp_path}/pid; events {{}} http {{ access_log off; {temporary} {block} }}")
        process = subprocess.Popen([nginx, "-e", front.log, "-c", file])
        front.wait(process)
        yield front
        process.terminate()
        process.wait(10)


def test_the_proxy_of_the_article_carries_websockets_and_keeps_what_is_internal(front):
    key = {"Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert front.get("/api/ws", Connection="Upgrade", Upgrade="websocket", **key).status == 101
    assert front.get("/api/ws", Connection="Upgrade", Upgrade="h2c").status == 404
    assert front.get("/internal/whoami/").status == 404
