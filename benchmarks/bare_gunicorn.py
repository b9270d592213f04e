"""gunicorn for the bare application: every setting of our production but what belongs to the site (its hooks)."""

import os
import runpy
from pathlib import Path

OURS = runpy.run_path(str(Path(__file__).resolve().parent.parent / "gunicorn.conf.py"))
SHARED = (
    "worker_class",
    "workers",
    "threads",
    "worker_connections",
    "backlog",
    "keepalive",
    "timeout",
    "worker_tmp_dir",
    "asgi_loop",
    "http_protocols",
    "http_parser",
    "control_socket_disable",
    "forwarder_headers",
    "reuse_port",
)

# The worker asks which proxies are believed.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
globals().update({name: OURS[name] for name in SHARED if name in OURS})
wsgi_app = "benchmarks.bare:application"
bind = f"127.0.0.1:{os.environ['PORT']}"
