"""Turns every refusal and failure into a problem (RFC 9457) in the language of the asker. Holds no rules itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wending.kit.rest import Fault

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, a short title, and what to do about it."""

    status: int
    title: str
    advice: str


KINDS: dict[str, Kind] = {
    "invalid-input": Kind(400, _("De vraag klopt niet"), _("Kijk bij `errors` wat er mis is en verbeter dat.")),
    "document-refused": Kind(400, _("Het bestand kan niet gelezen worden"), _("Stuur een ander bestand.")),
    "not-found": Kind(404, _("Niet gevonden"), _("Dit adres of dit nummer bestaat niet.")),
    "method-not-allowed": Kind(
        405, _("Deze methode kan hier niet"), _("In de header `Allow` staat welke methoden wel kunnen.")
    ),
    "not-acceptable": Kind(
        406, _("Dit formaat kunnen we niet geven"), _("We geven alleen JSON. Vraag om `application/json`.")
    ),
    "too-large": Kind(413, _("De vraag is te groot"), _("Stuur minder tekst, of een kleiner bestand.")),
    "unsupported-media-type": Kind(
        415, _("Dit formaat kunnen we niet lezen"), _("In de documentatie staat welk `Content-Type` kan.")
    ),
    "too-many-requests": Kind(
        429, _("Te veel vragen achter elkaar"), _("Wacht het aantal seconden dat in `Retry-After` staat.")
    ),
    "internal-error": Kind(
        500, _("Er ging iets mis bij ons"), _("Dit ligt niet aan jou. Probeer het later nog een keer.")
    ),
    "not-ready": Kind(
        503, _("Er zijn nog geen gegevens"), _("De beheerder moet eerst gegevens laden. Probeer het later nog eens.")
    ),
}
OF_STATUS = {kind.status: code for code, kind in reversed(KINDS.items())}


def answer(request: HttpRequest, code: str, detail: str = "", faults: Sequence[Fault] = ()) -> HttpResponse:
    """Return the response that tells what went wrong; `detail` is already in the asker's language."""
    response = HttpResponse(body(request, code, detail, faults), status=KINDS[code].status, content_type=MEDIA_TYPE)
    if code == "too-many-requests":
        response.headers["Cache-Control"] = "no-store"
    return response


def body(request: HttpRequest, code: str, detail: str = "", faults: Sequence[Fault] = ()) -> str:
    """Return the JSON text of a problem."""
    kind = KINDS[code]
    problem: dict[str, Any] = {
        "type": f"{DOCS}#{code}",
        "title": gettext(kind.title),
        "status": kind.status,
        "detail": detail or gettext(kind.advice),
        # Without the query: that may hold what a person typed, and problems end up in logs.
        "instance": request.path,
    }
    if kind.status == 400:
        problem["errors"] = [_fault(fault) for fault in faults]
    return json.dumps(problem)


def _fault(fault: Fault) -> Mapping[str, Any]:
    name = "pointer" if fault.part == "body" else "name"
    return {"in": fault.part, "location": {name: fault.place}, "code": fault.code, "detail": fault.detail}
