# /// script
# requires-python = ">=3.12"
# dependencies = ["flask==3.1.3"]
# [tool.hub]
# control = "flask-babel==4.0.0"
# ///
import sys

from flask import Flask, render_template_string
from jinja2 import TemplateError

app = Flask(__name__)
try:
    from flask_babel import Babel  # only the control installs it
except ImportError:
    pass
else:
    Babel(app)


def render(source):
    with app.test_request_context(headers={"Accept-Language": "de"}):
        try:
            return render_template_string(source)
        except TemplateError as error:
            return str(error)


call, block = render("{{ _('Welcome') }}"), render("{% trans %}Welcome{% endtrans %}")
print(f"_('Welcome'): {call}. The tag trans: {block}"[:200])
sys.exit(0 if "'_' is undefined" in call and "unknown tag 'trans'" in block else 10)
