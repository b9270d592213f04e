"""The container's health check: asks the site on this machine whether it is alive, and exits with an error if not.

The Host header is the first of ALLOWED_HOSTS, because Django answers no other.
"""

import os
import sys
from http.client import HTTPConnection


def main():
    host = (os.environ.get("ALLOWED_HOSTS") or "127.0.0.1").split(",")[0].strip().lstrip(".")
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    connection.request("GET", "/healthz", headers={"Host": host})
    status = connection.getresponse().status
    if status != 200:
        sys.exit(f"/healthz answered {status}")


if __name__ == "__main__":
    main()
