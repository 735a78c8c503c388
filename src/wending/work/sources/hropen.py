"""HR Open JSON: openings out (position openings), people in (workers). Only fields that were found documented.

Which edition, which fields and what could not be verified: docs/sources/setu.md. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wending.kit.bsn import find_bsn
from wending.work.rules.exchange import Finding, PersonRow, Reading
from wending.work.sources.tables import MOST_BYTES, MOST_ROWS

# Parts of a worker that are never read: they are nobody's business here.
PRIVATE = frozenset({"gender", "maritalStatusCode", "maritalStatus", "birthDate", "race", "religion", "ethnicity"})
PRIVATE |= {"nationality", "citizenship", "legalId", "passportId", "militaryStatus", "disability"}


@dataclass(frozen=True, slots=True)
class Out:
    """An opening to write. `address` is where one reads it, for who may."""

    ident: str
    title: str
    text: str
    firm: str
    place: str
    places: int
    opens: date
    closes: date
    is_open: bool
    address: str


def position_openings(openings: Iterable[Out], lang: str = "nl") -> list[dict[str, Any]]:
    """Return openings as position openings of HR Open."""
    return [_opening(one, lang) for one in openings]


def _opening(one: Out, lang: str) -> dict[str, Any]:
    profile: dict[str, Any] = {
        "positionId": {"value": one.ident, "schemeId": "opening", "schemeAgencyId": "Wending"},
        "profileName": one.title,
        "language": lang,
        "postingInstructions": [
            {
                "channelId": {"value": "internal"},
                "start": one.opens.isoformat(),
                "end": one.closes.isoformat(),
                "applicationMethods": [{"applicationUri": {"url": one.address}}],
            }
        ],
        "positionTitle": one.title,
        "positionOrganizations": [{"name": one.firm}],
        "positionOpenQuantity": one.places,
    }
    if one.place:
        profile["positionLocation"] = [{"city": one.place}]
    if one.text:
        profile["positionFormattedDescriptions"] = [{"content": one.text}]
    return {
        "documentId": {"value": one.ident, "schemeId": "opening", "schemeAgencyId": "Wending"},
        "language": lang,
        "statusCode": "Active" if one.is_open else "Closed",
        "positionProfiles": [profile],
    }


def read_workers(data: bytes) -> Reading[PersonRow]:
    """Return the people in a list of workers; the number of a worker in the list takes the place of a line."""
    findings: list[Finding] = []
    workers = _workers(data, findings)
    rows: list[PersonRow] = []
    private: set[str] = set()
    for number, worker in enumerate(workers, start=1):
        person = worker.get("person") if isinstance(worker, dict) else None
        if not isinstance(person, dict):
            findings.append(Finding(number, "no_person"))
            continue
        private |= {name for name in PRIVATE if person.get(name)}
        row = PersonRow(number, _name(person), _email(person), None, "")
        if find_bsn(f"{row.name} {row.email}"):
            findings.append(Finding(number, "bsn", is_grave=True))
        elif not row.name:
            findings.append(Finding(number, "empty", "name"))
        else:
            rows.append(row)
    findings += [Finding(0, "private", name) for name in sorted(private)]
    return Reading(tuple(rows), tuple(findings))


def _workers(data: bytes, findings: list[Finding]) -> list[Any]:
    code = "too_large" if len(data) > MOST_BYTES else ""
    found: Any = None
    if not code:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            code = "no_json"
    workers = found.get("workers") if isinstance(found, dict) else None
    if not code and not isinstance(workers, list):
        code = "no_workers"
    if not code and len(workers or []) > MOST_ROWS:
        code = "too_many"
    if code:
        findings.append(Finding(0, code, str(MOST_ROWS) if code == "too_many" else "", is_grave=True))
    return [] if code or workers is None else list(workers)


def _name(person: dict[str, Any]) -> str:
    """Return the name: given and family name, else as it is written in one. Public examples write name and Name."""
    told = person.get("name", person.get("Name"))
    if not isinstance(told, dict):
        return ""
    parts = [told.get("given"), told.get("familyPrefix"), told.get("family")]
    whole = " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
    formatted = told.get("formattedName")
    return (whole or (formatted.strip() if isinstance(formatted, str) else ""))[:100]


def _email(person: dict[str, Any]) -> str:
    """Return the first address. The schema's example writes email, another one emails."""
    told = person.get("communication")
    rows = (told.get("email") or told.get("emails") or []) if isinstance(told, dict) else []
    first = rows[0] if isinstance(rows, list) and rows else None
    address = first.get("address") if isinstance(first, dict) else None
    return address.strip().lower()[:254] if isinstance(address, str) and "@" in address else ""
