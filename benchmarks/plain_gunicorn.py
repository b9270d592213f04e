"""gunicorn with its own worker for ASGI, for either framework: no setting of the site but the number of processes."""

import os

worker_class = "asgi"
workers = int(os.environ["WEB_CONCURRENCY"])
bind = f"127.0.0.1:{os.environ['PORT']}"
control_socket_disable = True
