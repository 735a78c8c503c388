"""Writes a record as JSON Resume 1.0.0. Says what it cannot hold."""

from __future__ import annotations

import json
import re
from typing import Any

from wending.dossier.rules.exchange import Written
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Item, Kind, LanguageLevel, Record, Source
from wending.dossier.sources.jsonresume.words import DIMENSIONS, MOTHER_TONGUE, SKILL_WORDS, TYPES, WEB
from wending.dossier.sources.reading import Reading, all_skills

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
# Kind -> section, and how that section calls title, organisation, begin and description.
_SECTIONS = {
    Kind.WORK: ("work", "position", "name", "startDate", "summary"),
    Kind.VOLUNTEERING: ("volunteer", "position", "organization", "startDate", "summary"),
    Kind.EDUCATION: ("education", "studyType", "institution", "startDate", "summary"),
    Kind.AWARD: ("awards", "title", "awarder", "date", "summary"),
    Kind.CREDENTIAL: ("certificates", "name", "issuer", "date", "summary"),
    Kind.PROJECT: ("projects", "name", "entity", "startDate", "description"),
}
_TYPES = {kind: word for word, kind in TYPES.items() if kind not in _SECTIONS}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PROJECT = _SECTIONS[Kind.PROJECT]


def write_json_resume(record: Record) -> Written:
    """Return the record as a JSON Resume file, with what was left out."""
    reading = Reading()
    person = record.person
    location = {
        "address": person.street,
        "postalCode": person.postcode,
        "city": person.place,
        "countryCode": person.country,
    }
    basics = {
        "name": person.name,
        "label": person.headline,
        "email": person.email,
        "phone": person.phone,
        "summary": person.summary,
        "location": _filled(location),
        "profiles": [{"network": link.label or WEB, "url": link.url} for link in person.links],
    }
    told: dict[str, Any] = {"$schema": _SCHEMA, "basics": _filled(basics)}
    for item in record.items:
        if item.kind is Kind.LANGUAGE:
            told.setdefault("languages", []).append(_language(item))
        elif item.kind is Kind.HOBBY and item == Item(Kind.HOBBY, item.title):
            told.setdefault("interests", []).append({"name": item.title})
        else:
            told.setdefault(_SECTIONS.get(item.kind, _PROJECT)[0], []).append(_item(item, reading))
    told["skills"] = [
        _filled({"name": skill.name, "level": SKILL_WORDS.get(skill.level or 0, "")})
        for skill in record.skills
        if skill.name
    ]
    for skill in all_skills(record):
        if skill.source is not Source.SELF or skill.behaviour or skill.evidence:
            reading.tell("json-resume", "claim_not_held")
    told["meta"] = {"version": "v1.0.0"}
    data = json.dumps(_filled(told), ensure_ascii=False, indent=2).encode()
    return Written(data, "application/json", "json", reading.findings)


def _item(item: Item, reading: Reading) -> dict[str, Any]:
    _, title, organisation, begin, text = _SECTIONS.get(item.kind, _PROJECT)
    where = f"json-resume/{item.title}"
    if len(item.links) > 1:
        reading.tell(where, "not_held", what=Part.MORE_PAGES)
    if item.is_ongoing and begin == "date":
        reading.tell(where, "not_held", what=Part.ONGOING)
    if item.level:
        reading.tell(where, "not_held", what=Part.LEVEL)
    if item.credential and item.credential.raw:
        reading.tell(where, "signature_not_held")
    return _filled(
        {
            title: item.title,
            organisation: item.organisation,
            "type": _TYPES.get(item.kind, ""),
            "area": item.field,
            "location": ", ".join(part for part in (item.place, item.country) if part),
            begin: _begin(item),
            "endDate": str(item.end) if item.end else "",
            text: item.description,
            "url": item.links[0].url if item.links else "",
            "keywords": [skill.name for skill in item.skills if skill.name],
        }
    )


def _begin(item: Item) -> str:
    """Return the begin; of a credential the day on which it was issued, when that is known."""
    issued = item.credential.issued[:10] if item.credential else ""
    start = str(item.start) if item.start else ""
    return issued if start and issued.startswith(start) and _DAY.fullmatch(issued) else start


def _language(item: Item) -> dict[str, Any]:
    return _filled({"language": item.title, "fluency": _fluency(item.language) or item.description})


def _fluency(level: LanguageLevel | None) -> str:
    """Return one level when all are the same, else each with what it is about."""
    if level is None:
        return ""
    if level.is_mother_tongue:
        return MOTHER_TONGUE
    told = {name: getattr(level, name) for name in DIMENSIONS if getattr(level, name)}
    if len(told) == len(DIMENSIONS) and len(set(told.values())) == 1:
        return level.listening
    return ", ".join(f"{name} {found}" for name, found in told.items())


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is told; JSON Resume leaves out what is not."""
    return {name: value for name, value in told.items() if value}
