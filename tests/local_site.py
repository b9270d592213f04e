"""A site of our own to ask, on this machine, in a thread: what it answers is a table of paths."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LocalSite:
    """``answers`` maps a path to (status, headers, body), or to a function of the handler; ``asked`` lists requests."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.answers, self.asked, self.agents = {}, [], set()

    def add(self, path, body=b"", status=200, **headers):
        body = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.url + path


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.asked.append((self.command, self.path))
        site.agents.add(self.headers["User-Agent"])
        answer = site.answers.get(self.path, (404, {}, b"Not here."))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


@contextmanager
def local_site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.site = LocalSite(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.site
        server.shutdown()
        thread.join()
