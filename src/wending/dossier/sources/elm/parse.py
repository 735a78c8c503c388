"""Reads European Digital Credentials (ELM 3, JSON-LD, also sealed). Pure, without the network.

Each claim about learning becomes an item. The seal (JAdES) is an eIDAS certificate: that the bytes are whole is checked
when they are in the file, but not whether the certificate is trusted, so a sealed credential is never called verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Credential, Item, Kind, Record, SkillClaim, Source, Status
from wending.dossier.sources.proofs.envelope import Enclosed, enclosed, read_credentials, types_of
from wending.dossier.sources.proofs.verdict import because, said
from wending.dossier.sources.reading import Reading, imported, joined

FORM = "elm"
KIND = "urn:wending:kind:"
_TYPE = "EuropeanDigitalCredential"
_LEVEL = re.compile(r"\d")
_ESCO = "/esco/skill/"


def is_elm(credential: dict[str, Any]) -> bool:
    """Tell whether a credential is a European Digital Credential."""
    return _TYPE in types_of(credential)


def parse(data: bytes, now: datetime) -> Imported:
    """Return the record of a European Digital Credential; raise RecordRefused with the reason for a bad one."""
    try:
        return read_elm(enclosed(FORM, data.decode("utf-8-sig")), now)
    except UnicodeDecodeError as problem:
        raise RecordRefused(FORM, "not_text") from problem


def read_elm(found: tuple[Enclosed, ...], now: datetime) -> Imported:
    """Return the record of credentials that were opened already."""
    reading = Reading()
    return imported(FORM, Record(items=read_credentials(FORM, found, now, reading, _to_items)), reading)


def _to_items(credential: dict[str, Any], checked: Credential, reading: Reading) -> tuple[Item, ...]:
    if not is_elm(credential):
        raise RecordRefused(FORM, "not_badge")
    people = [one for one in _listed(credential.get("credentialSubject")) if isinstance(one, dict)]
    nested = [
        inner
        for one in (credential, *people)
        for name in ("hasCredential", "contains")
        for inner in _objects(one, name)
    ]
    people += [one for inner in nested for one in _objects(inner, "credentialSubject")]
    holder = next((name for one in people if (name := _name(one))), "") or "-"
    for one in people:
        if any(one.get(name) for name in ("dateOfBirth", "nationalID", "placeOfBirth", "gender", "citizenshipCountry")):
            reading.tell(FORM, "privacy", what=Part.PERSONAL)
    whole = replace(
        checked,
        issuer=reading.name(FORM, checked.issuer),
        reasons=(*checked.reasons, because("holder_unchecked", holder=holder)),
    )
    items = [_item(claim, whole, reading) for one in people for claim in _objects(one, "hasClaim")]
    found = tuple(item for item in items if item is not None)
    if not found:
        raise RecordRefused(FORM, "nothing")
    return found


def _item(claim: dict[str, Any], checked: Credential, reading: Reading) -> Item | None:
    title = reading.name(FORM, said(claim.get("title")))
    types = types_of(claim)
    if types & {"LearningAssessment", "LearningEntitlement"}:
        reading.tell(title or FORM, "not_kept", what=Part.GRADE if "LearningAssessment" in types else Part.RIGHTS)
        return None
    specified = next(_objects(claim, "specifiedBy"), {})
    awarding = next(_objects(claim, "awardedBy"), {})
    body = next(_objects(awarding, "awardingBody"), {})
    for name, what in (
        ("creditReceived", Part.CREDITS),
        ("provenBy", Part.GRADE),
        ("entitlesTo", Part.RIGHTS),
    ):
        if claim.get(name):
            reading.tell(title, "not_kept", what=what)
    inside = [part for name in ("hasPart", "influencedBy") for part in _objects(claim, name)]
    parts = [f"- {name}" for part in inside if (name := reading.name(title, said(part.get("title"))))]
    period = next(_objects(claim, "temporal"), {})
    award = said(awarding.get("awardingDate"))
    begin = period.get("startDate") or claim.get("startDate") or award
    start, end = reading.period(
        title, reading.moment(title, begin), reading.moment(title, period.get("endDate") or claim.get("endDate"))
    )
    return Item(
        _kind(claim, types, specified),
        title,
        organisation=reading.name(title, said(body.get("legalName")) or said(body.get("prefLabel")) or checked.issuer),
        start=start,
        end=end,
        description=joined([reading.markup(title, said(claim.get("description"))), *parts], "\n"),
        level=_level(claim, specified),
        field=reading.name(title, _labels(specified, "ISCEDFCode") or _labels(specified, "educationSubject")),
        skills=tuple(_skills(claim, specified, checked, title, reading)),
        links=tuple(
            link for page in _objects(claim, "homepage") for link in reading.link(title, page.get("contentUrl"))
        ),
        credential=checked,
    )


def _kind(claim: dict[str, Any], types: set[str], specified: dict[str, Any]) -> Kind:
    told = next((str(one.get("id", "")) for one in _objects(claim, "dcType")), "")
    if told.startswith(KIND) and told.removeprefix(KIND) in set(Kind):
        return Kind(told.removeprefix(KIND))
    if "Qualification" in types_of(specified) or specified.get("eqfLevel"):
        return Kind.EDUCATION
    return Kind.COURSE if "LearningActivity" in types else Kind.CREDENTIAL


def _level(claim: dict[str, Any], specified: dict[str, Any]) -> str:
    """Return the EQF level: the digit in the notation, label or address of the concept."""
    for one in (*_objects(specified, "eqfLevel"), *_objects(claim, "level"), *_objects(specified, "level")):
        for text in (said(one.get("notation")), said(one.get("prefLabel")), said(one.get("id")).rsplit("/", 1)[-1]):
            found = _LEVEL.search(text)
            if found:
                return found[0]
    return ""


def _labels(specified: dict[str, Any], name: str) -> str:
    return ", ".join(label for one in _objects(specified, name) if (label := said(one.get("prefLabel"))))


def _skills(
    claim: dict[str, Any], specified: dict[str, Any], checked: Credential, title: str, reading: Reading
) -> Iterator[SkillClaim]:
    """Yield the skills of the learning outcomes; shown by a credential only when that is verified."""
    is_shown = checked.status is Status.VERIFIED
    source, by = (Source.CREDENTIAL, checked.issuer) if is_shown else (Source.SELF, "")
    for outcome in (*_objects(claim, "learningOutcome"), *_objects(specified, "learningOutcome")):
        name = reading.name(title, said(outcome.get("title")))
        related = [*_objects(outcome, "relatedESCOSkill"), *_objects(outcome, "relatedSkill")]
        for skill in related or [{}]:
            uri = str(skill.get("id", ""))
            label = reading.name(title, said(skill.get("prefLabel"))) or name
            if label:
                behaviour = name if label != name else ""
                known = uri if _ESCO in uri else ""
                yield SkillClaim(label, known, source=source, by=by, behaviour=behaviour, evidence=(title,))


def _name(person: dict[str, Any]) -> str:
    name = said(person.get("fullName")) or joined([said(person.get("givenName")), said(person.get("familyName"))])
    return " ".join(name.split())[:120]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects under a name; one alone need not be in a list."""
    yield from (one for one in _listed(value.get(name)) if isinstance(one, dict))
