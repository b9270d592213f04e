# /// script
# requires-python = ">=3.12"
# dependencies = ["fastapi==0.165.0", "httpx2==2.16.2"]
# [tool.hub]
# control = "self"
# ///
import sys

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/orders")
def orders(limit: int):
    return []


if "--control" in sys.argv:  # a stand-in for a framework with translations

    @app.exception_handler(RequestValidationError)
    def translated(request: Request, error: RequestValidationError):
        german = request.headers["accept-language"].startswith("de")
        text = "Feld erforderlich" if german else "Field required"
        return JSONResponse({"detail": [{"msg": text}]}, status_code=422)


client = TestClient(app)
messages = {
    language: client.get("/orders", headers={"Accept-Language": language}).json()[
        "detail"
    ][0]["msg"]
    for language in ("en", "de", "ja")
}
print(f"the same error in the languages asked for: {messages}")
sys.exit(0 if len(set(messages.values())) == 1 else 10)
