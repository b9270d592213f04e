# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = ["fastapi==0.164.0", "sqladmin==0.32.0", "sqlalchemy[asyncio]==2.1.9"]
# ///
import sys

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
try:
    from sqladmin import Admin  # only the control installs it
except ImportError:
    pass
else:
    from sqlalchemy import create_engine

    Admin(app, create_engine("sqlite://"))

status = TestClient(app).get("/admin/").status_code
paths = sorted(route.path for route in app.routes)
print(f"/admin/ is answered with {status}; a new application has {paths}"[:200])
sys.exit(0 if status == 404 else 10)
