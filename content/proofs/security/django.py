# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3"]
# [tool.hub]
# control = "django==5.2.19"
# ///
import subprocess
import sys

import django
from django.conf import settings
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string

command = [sys.executable, "-m", "django", "startproject", "shop"]
subprocess.run(command, check=True)
sys.path.insert(0, "shop")
enabled = import_string("shop.settings.MIDDLEWARE")
try:
    from django.middleware import csp  # new in 6.0; the control is older
    from django.utils.csp import CSP

    extra = [f"{csp.__name__}.ContentSecurityPolicyMiddleware"]
    policy = {"default-src": [CSP.SELF], "script-src": [CSP.SELF, CSP.NONCE]}
except ImportError:
    extra, policy = [], {}
wanted = ("CommonMiddleware", "CsrfViewMiddleware", "XFrameOptionsMiddleware")
chosen = [name for name in enabled if name.endswith(wanted)]
settings.configure(
    ALLOWED_HOSTS=["shop.example"],
    MIDDLEWARE=chosen + extra,
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test",
    SECURE_CSP=policy,
)
django.setup()
urlpatterns = [path("pay/", lambda request: django.http.HttpResponse("paid"))]

client = Client(enforce_csrf_checks=True, headers={"host": "shop.example"})
forged, page = client.post("/pay/", {"amount": 1}).status_code, client.get("/pay/")
other = client.get("/pay/", headers={"host": "elsewhere.example"}).status_code
frame, csp = page.get("X-Frame-Options"), page.get("Content-Security-Policy", "none")
print(f"a forged form: {forged}; another host: {other}; framing: {frame}; CSP: {csp}")
sys.exit(0 if (forged, other, frame) == (403, 400, "DENY") and csp != "none" else 10)
