"""The OpenAPI 3.1 description: what ninja derives from the code, completed with what every answer has.

Ninja does not describe the answers to refused requests, nor headers; those are the same everywhere and come from here.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI

from wending.api import problems

Json = dict[str, Any]
# Kinds of problem that any request may meet, and those of requests with a body.
ALWAYS = ("method-not-allowed", "not-acceptable", "too-large", "too-many-requests", "internal-error")
WITH_BODY = ("unsupported-media-type",)
SERVERS = [{"url": "/api/v1", "description": "Deze installatie"}]
INTEGER: Json = {"type": "integer", "minimum": 0}
HEADERS: dict[str, Json] = {
    "API-Version": {"description": "De volledige versie van deze API.", "schema": {"type": "string"}},
    "Content-Language": {"description": "De taal van de teksten.", "schema": {"type": "string"}},
    "ETag": {"description": "Kenmerk van dit antwoord, voor If-None-Match.", "schema": {"type": "string"}},
    "RateLimit-Limit": {"description": "Hoeveel vragen per minuut je mag stellen.", "schema": INTEGER},
    "RateLimit-Remaining": {"description": "Hoeveel vragen je deze minuut nog mag stellen.", "schema": INTEGER},
    "RateLimit-Reset": {"description": "Over hoeveel seconden de telling opnieuw begint.", "schema": INTEGER},
    "Retry-After": {"description": "Na hoeveel seconden je het weer kunt proberen.", "schema": INTEGER},
    "Allow": {"description": "De methoden die hier wel kunnen.", "schema": {"type": "string"}},
    "Link": {"description": "Links naar first, prev, next en last.", "schema": {"type": "string"}},
    "Access-Control-Allow-Origin": {"description": "Elke site mag dit lezen.", "schema": {"type": "string"}},
}
ON_ALL = ("API-Version", "Content-Language", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def describe(api: NinjaAPI) -> Json:
    """Return the whole description as plain JSON values, the same on every call."""
    described: Json = dict(api.get_openapi_schema(path_prefix=""))
    described["servers"] = SERVERS
    if all(settings.API_CONTACT.values()):
        described["info"]["contact"] = settings.API_CONTACT
    components = described["components"]
    components["headers"] = HEADERS
    components["responses"] = {_name(code): _response(code) for code in problems.KINDS}
    # Documentation strings in the code are for its readers; what the fields mean stands with the fields.
    for schema in components["schemas"].values():
        schema.pop("description", None)
    components["schemas"] |= {"Problem": _problem(), "InvalidProblem": _invalid_problem()}
    described["paths"]["/openapi.json"] = {"get": _itself()}
    for operations in described["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return described


def _itself() -> Json:
    return {
        "operationId": "readOpenapi",
        "summary": _("Deze beschrijving lezen"),
        "tags": ["openapi"],
        "parameters": [],
        "responses": {
            "200": {
                "description": "De beschrijving.",
                "headers": ["Access-Control-Allow-Origin"],
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }


def _complete(operation: Json) -> None:
    """Add to an operation the headers of its answers and the problems it may meet."""
    answers = operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
    for answer in answers.values():
        answer["headers"] = _headers(*ON_ALL, *answer.get("headers", {}))
    codes = [*ALWAYS, *operation.pop("x-problems", ())]
    if operation["parameters"] or "requestBody" in operation:
        codes.append("invalid-input")
    if "requestBody" in operation:
        codes.extend(WITH_BODY)
    else:
        answers["200"]["headers"] |= _headers("ETag")
        answers["304"] = {"description": "Niet veranderd sinds je ETag.", "headers": _headers(*ON_ALL, "ETag")}
    for code in codes:
        answers[str(problems.KINDS[code].status)] = {"$ref": f"#/components/responses/{_name(code)}"}
    operation["responses"] = dict(sorted(answers.items()))


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _name(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("-"))


def _response(code: str) -> Json:
    kind = problems.KINDS[code]
    names = [*ON_ALL, *{405: ["Allow"], 429: ["Retry-After"]}.get(kind.status, [])]
    schema = "InvalidProblem" if kind.status == HTTPStatus.BAD_REQUEST else "Problem"
    return {
        "description": f"{kind.title}. {kind.advice}",
        "headers": _headers(*names),
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _problem() -> Json:
    return {
        "title": "Problem",
        "description": "Wat er mis ging, volgens RFC 9457.",
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri-reference", "description": "Het soort probleem, met uitleg."},
            "title": {"type": "string", "description": "Het soort probleem in een paar woorden."},
            "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "De HTTP-status."},
            "detail": {"type": "string", "description": "Wat er nu mis ging, en wat je kunt doen."},
            "instance": {"type": "string", "description": "Het adres waar je om vroeg."},
        },
        "required": ["type", "title", "status", "detail", "instance"],
        "additionalProperties": False,
    }


def _invalid_problem() -> Json:
    fault = {
        "type": "object",
        "properties": {
            "in": {"enum": ["body", "query", "path", "header"], "description": "Het deel van de vraag."},
            "location": {
                "type": "object",
                "description": "De plaats: een JSON pointer in de body, of de naam van een parameter.",
                "properties": {"pointer": {"type": "string"}, "name": {"type": "string"}},
                "additionalProperties": False,
            },
            "code": {"type": "string", "description": "Het soort fout, voor programma's."},
            "detail": {"type": "string", "description": "Wat er mis is, voor mensen."},
        },
        "required": ["in", "location", "code", "detail"],
        "additionalProperties": False,
    }
    problem: Mapping[str, Any] = _problem()
    return {
        **problem,
        "title": "InvalidProblem",
        "description": "Een probleem met de invoer, met alle fouten bij elkaar.",
        "properties": {**problem["properties"], "errors": {"type": "array", "items": fault}},
        "required": [*problem["required"], "errors"],
    }
