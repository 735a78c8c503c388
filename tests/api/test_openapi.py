"""The description of the API: as committed, whole, and after the Dutch API design rules (2.2) as far as it shows."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from wending.api.management.commands.openapi import SNAPSHOT, snapshot_text
from wending.api.openapi import describe
from wending.api.problems import KINDS, MEDIA_TYPE
from wending.api.root import api
from wending.api.version import API_VERSION

CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
# The six letters of an interest code are names of their own.
RIASEC = set("RIASEC")


@pytest.fixture(scope="module")
def described() -> Any:
    """The description as plain JSON values."""
    return json.loads(json.dumps(describe(api)))


def operations(described: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield path, method and operation."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_snapshot_is_up_to_date() -> None:
    held = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""

    assert held == snapshot_text(), (
        "The REST interface differs from docs/api/openapi.json. If that is meant: raise API_VERSION in "
        "src/wending/api/version.py as semantic versioning asks, run ./wending openapi, and commit the file."
    )


def test_describe_is_the_same_every_time(described: Any) -> None:
    assert json.loads(json.dumps(describe(api))) == described


@pytest.mark.django_db
def test_openapi_is_served_for_every_site(described: Any, strict: Client) -> None:
    response = strict.get("/api/v1/openapi.json", headers={"origin": "https://elsewhere.example"})

    assert response.json() == described
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_describe_names_the_contact_of_the_installation(settings: Any) -> None:
    settings.API_CONTACT = {"name": "Team", "url": "https://team.example", "email": "team@team.example"}

    assert describe(api)["info"]["contact"] == settings.API_CONTACT
    assert "team.example" not in snapshot_text()


def test_doc_openapi_is_version_3_1(described: Any) -> None:
    assert described["openapi"].startswith("3.1")


def test_uri_version_and_semver(described: Any) -> None:
    assert [server["url"] for server in described["servers"]] == [f"/api/v{API_VERSION.split('.')[0]}"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", described["info"]["version"])
    assert described["info"]["version"] == API_VERSION


def test_paths_are_kebab_case_without_trailing_slash(described: Any) -> None:
    for path in described["paths"]:
        assert re.fullmatch(r"(/([a-z0-9-]+|\{[a-z][a-zA-Z]*\}))+|/openapi\.json", path), path


def test_collections_are_plural_nouns(described: Any) -> None:
    # Match, search and extract are operations on no single resource: dedicated resources with the verb as their name.
    collections = {path.split("/")[1] for path in described["paths"]} - {"match", "search", "extract", "openapi.json"}

    assert collections == {"occupations", "skills", "transitions", "releases"}


def test_only_standard_methods(described: Any) -> None:
    assert {method for _, method, _ in operations(described)} <= {"get", "post"}


def test_query_keys_and_properties_are_camel_case(described: Any) -> None:
    names = {p["name"] for _, _, operation in operations(described) for p in operation["parameters"]}
    for schema in described["components"]["schemas"].values():
        names |= set(schema.get("properties", {}))

    assert {name for name in names if not CAMEL.fullmatch(name)} - RIASEC == set()


def test_every_answer_has_the_version_header(described: Any) -> None:
    for path, method, operation in operations(described):
        for status, answer in operation["responses"].items():
            held = described["components"]["responses"][answer["$ref"].split("/")[-1]] if "$ref" in answer else answer
            assert "API-Version" in held["headers"], (path, method, status)


def test_every_problem_is_problem_json(described: Any) -> None:
    for answer in described["components"]["responses"].values():
        (media,) = answer["content"]
        assert media == MEDIA_TYPE
    for _, _, operation in operations(described):
        for status, answer in operation["responses"].items():
            assert "$ref" in answer if status >= "400" else "$ref" not in answer


def test_problem_schema_has_the_members_of_the_rules(described: Any) -> None:
    schemas = described["components"]["schemas"]

    for name in ("Problem", "InvalidProblem"):
        assert {"status", "title", "detail"} <= set(schemas[name]["required"])
    fault = schemas["InvalidProblem"]["properties"]["errors"]["items"]
    assert {"in", "detail"} <= set(fault["required"])
    assert set(fault["properties"]) == {"in", "location", "code", "detail"}


def test_invalid_input_is_400_and_never_422(described: Any) -> None:
    for path, method, operation in operations(described):
        if operation["parameters"] or "requestBody" in operation:
            assert "400" in operation["responses"], (path, method)
        assert "422" not in operation["responses"]


def test_every_operation_and_field_is_explained(described: Any) -> None:
    for path, method, operation in operations(described):
        assert operation["summary"], (path, method)
        assert operation["operationId"]
        for parameter in operation["parameters"]:
            assert parameter.get("description") or parameter["in"] == "path", (path, parameter["name"])
    for name, schema in described["components"]["schemas"].items():
        for field, value in schema.get("properties", {}).items():
            if name not in {"Problem", "InvalidProblem"}:
                assert value.get("description"), (name, field)


def test_operation_ids_are_unique(described: Any) -> None:
    found = [operation["operationId"] for _, _, operation in operations(described)]

    assert len(found) == len(set(found))


def test_references_resolve(described: Any) -> None:
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(described)):
        place = described
        for step in reference.split("/"):
            place = place[step]


def test_no_words_of_the_machinery(described: Any) -> None:
    # Rule: hide irrelevant implementation details.
    assert not re.search(r"ninja|django|pydantic", json.dumps(described), re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("nl", "Als er iets mis gaat"), ("en", "If something goes wrong")])
def test_docs_lists_operations_and_problems(described: Any, strict: Client, language: str, heading: str) -> None:
    page = strict.get("/api/v1/docs", headers={"accept": "text/html", "accept-language": language}).content.decode()

    assert heading in page
    assert f'lang="{language}"' in page
    for path, method, operation in operations(described):
        assert f"{method.upper()} /api/v1{path}" in page
        assert f'id="{operation["operationId"]}"' in page
    for code in KINDS:
        assert f'id="{code}"' in page


@pytest.mark.django_db
def test_docs_loads_nothing_from_elsewhere(strict: Client) -> None:
    page = strict.get("/api/v1/docs").content.decode()

    assert not re.search(r'(src|href)="(?!/|#)', page)
    assert "<script" not in page


@pytest.mark.django_db
def test_index_leads_to_the_docs(strict: Client) -> None:
    assert strict.get("/api/v1", headers={"accept": "text/html"}).headers["Location"] == "/api/v1/docs"
