# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "self"
# ///
import pkgutil
import sys

import flask
import werkzeug

packages = [(flask, "flask."), (werkzeug, "werkzeug.")]
names = [
    module.name
    for package, prefix in packages
    for module in pkgutil.walk_packages(package.__path__, prefix, onerror=lambda name: None)
]
if "--control" in sys.argv:
    names.append("flask.oauth2")  # the control: a stand-in
words = ("oauth", "openid", "oidc", "social", "webauthn", "passkey", "saml", "login")
found = [name for name in names if any(word in name.lower() for word in words)]
routes = [rule.rule for rule in flask.Flask(__name__).url_map.iter_rules()]
print(f"{len(names)} modules of Flask and Werkzeug, for other sites or passkeys: {found}; routes {routes}")
sys.exit(0 if len(names) > 50 and not found else 10)
