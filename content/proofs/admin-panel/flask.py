# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-admin==2.2.1"
# ///
import sys

from flask import Flask

app = Flask(__name__)
try:
    from flask_admin import Admin  # only the control installs it
except ImportError:
    pass
else:
    Admin(app)

status = app.test_client().get("/admin/").status_code
rules = [rule.rule for rule in app.url_map.iter_rules()]
print(
    f"/admin/ is answered with {status}; the application has these routes: {rules}"[
        :200
    ]
)
sys.exit(0 if status == 404 else 10)
