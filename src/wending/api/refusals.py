"""Tells ninja how each exception becomes a problem. What a problem looks like is in `problems`."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from wending.api.faults import faults_of
from wending.api.problems import OF_STATUS, answer
from wending.kit.rest import BadJson, Fault, Refusal

log = logging.getLogger(__name__)


def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return answer(request, refusal.code, refusal.detail, refusal.faults)


def _bad_json(request: HttpRequest, error: BadJson) -> HttpResponse:
    detail = gettext("Dit is geen geldige JSON in UTF-8.")
    if error.line:
        place = {"line": error.line, "column": error.column}
        detail = gettext("Dit is geen geldige JSON: regel {line}, teken {column}.").format(**place)
    return answer(request, "invalid-input", detail, [Fault("body", "#", "json", detail)])


def _validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer(request, "invalid-input", faults=faults_of(_without_parameter(error.errors)))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    # Ninja wraps what a parser raises.
    if isinstance(error.__cause__, Refusal):
        return _refusal(request, error.__cause__)
    if isinstance(error.__cause__, BadJson):
        return _bad_json(request, error.__cause__)
    return answer(request, OF_STATUS.get(error.status_code, "invalid-input"))


def _not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
    return answer(request, "not-found")


def _invalid(request: HttpRequest, _error: Exception) -> HttpResponse:
    return answer(request, "invalid-input")


def _too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    return answer(request, "too-large")


def _failure(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("failure in the API at %s", request.path, exc_info=error)
    return answer(request, "internal-error")


def _without_parameter(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drop the name of the Python parameter that ninja puts before the place in a body."""
    return [
        {**error, "loc": (error["loc"][0], *error["loc"][2:])} if error["loc"][0] == "body" else error
        for error in errors
    ]


HANDLERS: dict[type[Exception], Any] = {
    SuspiciousOperation: _invalid,
    MultiPartParserError: _invalid,
    UnreadablePostError: _invalid,
    RequestDataTooBig: _too_large,
    Http404: _not_found,
    HttpError: _http_error,
    ValidationError: _validation_error,
    Refusal: _refusal,
    BadJson: _bad_json,
    Exception: _failure,
}


def register(api: NinjaAPI) -> None:
    """Attach the handlers to the API."""
    for error, handler in HANDLERS.items():
        api.add_exception_handler(error, handler)
