"""Every JSON address is described, and the examples of the description work."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from tests.factories import make_comparison

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client, settings, tmp_path):
    settings.DOWNLOAD_ROOT = tmp_path / "data"
    make_comparison()
    call_command("export_data")
    return json.loads(client.get("/openapi.json").content)


def json_addresses():
    """The routes of the site that end in .json, as OpenAPI writes them. Browsers alone ask what to fetch ahead."""
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns} - {"speculation-rules.json"}
    return {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/{route}") for route in routes if route.endswith(".json")}


def test_every_json_address_is_described(described):
    assert len(json_addresses()) >= 7
    assert json_addresses() <= set(described["paths"])


def test_it_is_openapi(described):
    assert re.fullmatch(r"3\.1\.\d", described["openapi"])
    assert {"title", "version"} <= set(described["info"])
    for path, operations in described["paths"].items():
        (operation,) = operations.values()
        assert operation["summary"]
        assert set(re.findall(r"{(\w+)}", path)) == {
            item["name"] for item in operation["parameters"] if item["in"] == "path"
        }
        for parameter in operation["parameters"]:
            assert parameter["in"] in {"path", "query"}
            assert parameter["schema"]["type"] in {"string", "array"}
            assert parameter["required"] or parameter["in"] == "query"


def test_its_examples_work(client, described):
    for path, operations in described["paths"].items():
        (operation,) = operations.values()
        examples = {item["name"]: item["example"] for item in operation["parameters"] if "example" in item}
        for item in operation["parameters"]:
            assert not item["required"] or item["name"] in examples
        address = re.sub(r"{(\w+)}", lambda match, examples=examples: examples.pop(match[1]), path)
        query = urlencode(sorted(examples.items()), doseq=True)
        response = client.get(f"{address}?{query}" if query else address)
        assert response.status_code == 200, address
        (content_type,) = operation["responses"]["200"]["content"]
        assert response["Content-Type"].partition(";")[0] == content_type
        json.loads(b"".join(response))
        schema = operation["responses"]["200"]["content"][content_type]["schema"].get("$ref")
        assert not schema or client.get(schema).status_code == 200


def test_an_empty_hub_has_a_description_without_examples(client):
    assert "example" not in client.get("/openapi.json").content.decode()
