"""The one way in and out of /api: limit, size, format, language, and headers on every answer, also on failures.

A middleware, because it must see what goes wrong before a view is reached. It opens no session and reads no cookie.
"""

import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from wending.api import problems
from wending.api.limits import allowance_of
from wending.api.version import API_VERSION, edition
from wending.reference.queries.releases import fingerprint

log = logging.getLogger(__name__)
PREFIX = "/api/"
# What people open in a browser; all else is for programs.
PAGES = {"/api/v1", problems.DOCS}
# Room for the borders and names of the parts around an uploaded document.
FORM_MARGIN = 64 * 1024


class Door:
    """Wraps everything under /api; lets all else through untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to an API request, finished with the headers each answer has."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        # Stateless: without cookies there is no session to look up.
        request.COOKIES = {}
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        try:
            with translation.override(language_of(request)):
                response = self._answer(request)
        except Exception:
            log.exception("failure at the door of the API")
            response = problems.answer(request, "internal-error")
        _finish(request, response)
        if is_head:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Speak the asker's language inside the view, whatever earlier layers chose."""
        if request.path_info.startswith(PREFIX):
            translation.activate(language_of(request))

    def _answer(self, request: HttpRequest) -> HttpResponse:
        allowance = allowance_of(request)
        response = self._limited(request) if not (allowance and allowance.is_exceeded) else None
        if response is None:
            response = problems.answer(request, "too-many-requests")
        if allowance:
            allowance.show(response)
        return response

    def _limited(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DOCUMENT_MAX_BYTES + FORM_MARGIN:
            return problems.answer(request, "too-large")
        if not (request.path_info in PAGES or request.accepts("application/json")):
            return problems.answer(request, "not-acceptable")
        tag = _tag(request) if request.method == "GET" and request.path_info not in PAGES else ""
        if tag and tag in _tags_held(request):
            return _with_caching(HttpResponseNotModified(), tag)
        response = self.get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != problems.MEDIA_TYPE:
            _restate(request, response)
        if tag and response.status_code == 200:
            return _with_caching(response, tag)
        return response


def language_of(request: HttpRequest) -> str:
    """Return the language of the answer: `lang`, else the best of Accept-Language, else Dutch."""
    known = dict(settings.LANGUAGES)
    try:
        asked = request.GET.get("lang", "")
    except SuspiciousOperation:
        # More parameters than Django reads: the view refuses them, here only the language counts.
        asked = ""
    if asked in known:
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.split("-")[0] in known:
            return code.split("-")[0]
    return settings.LANGUAGE_CODE


def _length(request: HttpRequest) -> int:
    raw = request.META.get("CONTENT_LENGTH") or "0"
    return int(raw) if raw.isdecimal() else 0


def _tag(request: HttpRequest) -> str:
    """Return the entity tag of this address: it changes with the data, the language and the program."""
    parts = [fingerprint(), request.get_full_path(), language_of(request), API_VERSION, edition()]
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'


def _tags_held(request: HttpRequest) -> set[str]:
    held = request.headers.get("If-None-Match", "")
    return {"W/" + tag.strip().removeprefix("W/") for tag in held.split(",") if tag.strip() not in {"", "*"}}


def _with_caching(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    # Private: a search text in an address may say something about a person, so no shared cache keeps it.
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _restate(request: HttpRequest, response: HttpResponse) -> None:
    """Say an error of an outer layer as a problem, keeping its status and headers."""
    code = problems.OF_STATUS.get(response.status_code)
    if code is None:
        code = "invalid-input" if response.status_code < 500 else "internal-error"
        response.status_code = problems.KINDS[code].status
    response.content = problems.body(request, code).encode()
    response.headers["Content-Type"] = problems.MEDIA_TYPE
    response.headers.pop("Content-Length", None)


def _finish(request: HttpRequest, response: HttpResponse) -> None:
    response.headers["API-Version"] = API_VERSION
    response.headers["Content-Language"] = language_of(request)
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers.setdefault("Cache-Control", "no-store")
    # The layer that sets this for pages lies behind the door and does not see every answer.
    response.headers.setdefault("X-Frame-Options", "DENY")
