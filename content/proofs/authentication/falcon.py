# /// script
# requires-python = ">=3.12"
# dependencies = ["falcon==4.4.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import falcon
from falcon.testing import TestClient


class Me:
    def on_get(self, req, resp):
        # The control: a framework that reads the credentials by itself.
        user = "ada" if "--control" in sys.argv else getattr(req, "user", None)
        resp.media = {"header": req.auth, "user": user}


app = falcon.App()
app.add_route("/me", Me())
basic = {"Authorization": "Basic YWRhOnNlY3JldA=="}
seen = TestClient(app).get("/me", headers=basic).json
print(f"of Basic credentials a responder is given the header: {seen}")
sys.exit(0 if seen == {"header": basic["Authorization"], "user": None} else 10)
