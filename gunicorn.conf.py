"""How gunicorn serves the hub: the same on a laptop, on a server and in a container.

README.md says what each variable means. FORWARDED_ALLOW_IPS is read by gunicorn itself, and by hub/settings.py.
"""

import errno
import gc
import os
import socket
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
try:
    port = settings.PORT
except ImproperlyConfigured as error:
    sys.exit(f"{error}")
wsgi_app = "hub.asgi:application"
bind = f"{settings.BIND_ADDRESS}:{port}"

worker_class = "hub.worker.Worker"
workers = settings.WEB_CONCURRENCY

# Loaded once and shared by the workers: a quicker start, and one message instead of one a worker if that fails.
preload_app = True
# Workers take turns in starting afresh, which bounds what a leak could cost.
max_requests = 1_000_000  # nearly all of them answered from memory, thousands a second
max_requests_jitter = 200_000
timeout = 30
graceful_timeout = 20
keepalive = 5
# A worker's heartbeat is a file; on a slow disk it would stall.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True
# A hang-up would start workers with the modules that were loaded before them, and with new ones of those that were not.
HANG_UP = "SIGHUP is left alone: it would mix old and new code. docs/operations.md says how new code is started."


def on_starting(server):
    """Say at once that a port is taken, where gunicorn would try for five seconds and say it six times."""
    if {"GUNICORN_FD", "LISTEN_FDS"} & os.environ.keys():
        return  # the socket is inherited
    for host, port in (address for address in server.cfg.address if isinstance(address, tuple)):
        try:
            socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sentence = f"Port {port} is in use. Stop what runs there, or choose another: PORT={port + 1} make run"
                if settings.LOG_FORMAT == "plain":
                    sys.exit(sentence)
                server.log.critical(sentence)
                sys.exit(1)


def pre_exec(server):
    """Start new code by the name of the module: by its file, gunicorn’s own http would hide Python’s."""
    server.START_CTX["args"][:2] = [sys.executable, "-m", "gunicorn"]


def when_ready(server):
    server.handle_hup = lambda: server.log.warning(HANG_UP)
    # What was loaded stays out of the collector's sight: it would write to memory that the workers share.
    gc.collect()
    gc.freeze()
    if settings.LOG_FORMAT == "plain":  # else whatever it writes is an event
        sys.stdout.write(f"Serving {settings.SITE_URL}/  (Ctrl-C stops it)\n")
        sys.stdout.flush()
