# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4"]
# [tool.hub]
# control = ["bottle==0.13.4", "webtest==3.0.7"]
# ///
import sys
from importlib.util import find_spec

import bottle

app = bottle.Bottle()
clients = [name for name in dir(bottle) if "test" in name.lower()]
methods = [name for name in dir(app) if "test" in name.lower()]
outside = find_spec("webtest") is not None  # only the control installs it
print(
    f"a test client in the module: {clients or 'none'}, on the application: "
    f"{methods or 'none'}; WebTest: {outside}"
)
sys.exit(10 if clients or methods or outside else 0)
