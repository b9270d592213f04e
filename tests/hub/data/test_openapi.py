"""Every JSON address is described, and the examples of the description work."""

import json
import re
from urllib.parse import urlencode

import jsonschema
import pytest
from django.core.management import call_command
from django.urls import get_resolver, resolve
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from comparisons.models import Change, Comparison
from tests.factories import make_comparison, make_proof

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
        schema = operation["responses"]["200"]["content"][content_type]["schema"]
        fits(client, json.loads(b"".join(response)), schema)


def fits(client, data, schema):
    """Raises ValidationError where the data is not what a schema of the description says, wherever it stands."""
    jsonschema.validate(data, at_its_place(schema), jsonschema.Draft202012Validator, registry=registry(client))


def at_its_place(schema):
    """The schema, whose references are into the description."""
    return json.loads(json.dumps(schema).replace('"#/', '"http://127.0.0.1:8000/openapi.json#/'))


def registry(client):
    """Finds schemas at their addresses. Objects of the description have nothing that it does not name."""

    def retrieve(address):
        text = client.get(address).content.decode()
        if address.endswith("/openapi.json"):
            text = text.replace('"type": "object",', '"type": "object", "unevaluatedProperties": false,')
        return Resource(json.loads(text), DRAFT202012)

    return Registry(retrieve=retrieve)


def test_a_decision_is_what_the_description_says_and_nothing_else(client, described):
    comparison = Comparison.objects.get()
    technology, feature = comparison.subjects.first().technology, comparison.rows.first().feature
    make_proof(technology, feature, runs=True)
    source = {"source_title": "Notes", "source_url": "https://example.org/notes"}
    Change.objects.create(technology=technology, feature=feature, text="It changed", **source)
    Change.objects.create(technology=technology, feature=feature, text="It changed again")
    schema = {"$ref": "#/components/schemas/Decision"}
    for query in (f"must={feature.slug}.partial", f"decide={technology.slug}&t={technology.slug}"):
        data = client.get(f"/choose.json?{query}").json()
        assert len(data["changed"]) == 2
        fits(client, data, schema)
    for broken in (data, data["changed"][0], data["needs"][0], data["options"][0], data["options"][0]["reasons"][0]):
        broken["zebra"] = 1
        with pytest.raises(jsonschema.ValidationError, match="zebra"):
            fits(client, data, schema)
        del broken["zebra"]
    fits(client, data, schema)


def test_it_names_what_each_address_reads_of_a_query(described):
    for path, operations in described["paths"].items():
        (operation,) = operations.values()
        named = {item["name"] for item in operation["parameters"] if item["in"] == "query"}
        assert named == getattr(resolve(path.format(slug="a")).func, "known_query", set()), path


def test_an_empty_hub_has_a_description_without_examples(client):
    assert "example" not in client.get("/openapi.json").content.decode()
