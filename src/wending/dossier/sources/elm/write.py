"""Writes items of a record in the European Learning Model, unsigned, and says so in the file itself.

Nobody vouches for it: it is what a person tells of themselves, in a form that other systems can read. An organisation
that wants to vouch for it signs a credential of its own.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wending.dossier.rules.exchange import Written
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Item, Kind, Record, SkillClaim, Source
from wending.dossier.sources.elm.parse import KIND
from wending.dossier.sources.reading import Reading, plain_text, to_markup

_CONTEXT = ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"]
_SCHEMA = {"id": "http://data.europa.eu/snb/model/ap/edc-generic-no-cv", "type": "ShaclValidator2017"}
_ACHIEVED = {Kind.EDUCATION, Kind.COURSE, Kind.CREDENTIAL, Kind.AWARD, Kind.LEARNT_AT_WORK}
# Part of the document, so in its language.
_TITLE = {"nl": "Eigen overzicht, niet ondertekend", "en": "Own overview, not signed"}
_UNSIGNED = {
    "nl": "Dit vertelt iemand over zichzelf. Niemand heeft het ondertekend of gecontroleerd.",
    "en": "This is what a person tells of themselves. Nobody signed or checked it.",
}


def write_elm(record: Record, issued: str) -> Written:
    """Return the items as an unsigned European Digital Credential; `issued` is a moment of ISO 8601 with zone.

    Raise RecordRefused when there is no item to write.
    """
    reading = Reading()
    lang = "en" if record.lang == "en" else "nl"
    items = [item for item in record.items if item.kind is not Kind.LANGUAGE and item.title]
    for item in record.items:
        if item not in items:
            reading.tell("elm", "not_held", what=item.title or item.organisation or str(item.kind))
    for skill in record.skills:
        reading.tell("elm", "not_held", what=skill.name)
    if not items:
        raise RecordRefused("elm", "cannot_write")
    person = {"id": "urn:epass:person:1", "type": "Person", "fullName": {lang: record.person.name or "-"}}
    claims = [_claim(number, item, lang, reading) for number, item in enumerate(items, start=1)]
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialSchema": [_SCHEMA],
        "issuer": person,
        "issuanceDate": issued,
        "validFrom": issued,
        "issued": issued,
        "displayParameter": {
            "id": "urn:epass:displayParameter:1",
            "type": "DisplayParameter",
            "title": {lang: _TITLE[lang]},
            "description": {lang: _UNSIGNED[lang]},
        },
        "credentialSubject": {**person, "hasClaim": claims},
    }
    told["id"] = f"urn:credential:{uuid5(NAMESPACE_URL, json.dumps(told, sort_keys=True))}"
    data = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return Written(data, "application/ld+json", "jsonld", reading.findings)


def _claim(number: int, item: Item, lang: str, reading: Reading) -> dict[str, Any]:
    where = f"elm/{item.title}"
    if item.credential and item.credential.raw:
        reading.tell(where, "signature_not_held")
    if item.place or item.is_ongoing:
        reading.tell(where, "not_held", what=item.place or Part.ONGOING)
    achieved = item.kind in _ACHIEVED
    name = "learningAchievement" if achieved else "learningActivity"
    claim: dict[str, Any] = {
        "id": f"urn:epass:{name}:{number}",
        "type": "LearningAchievement" if achieved else "LearningActivity",
        "title": {lang: item.title},
        "dcType": {"id": f"{KIND}{item.kind}", "type": "Concept", "prefLabel": {"en": str(item.kind)}},
    }
    if item.description:
        # Readers take a description for HTML; one that would read otherwise is written so that it does not.
        is_plain = plain_text(item.description) == item.description
        claim["description"] = {lang: item.description if is_plain else to_markup(item.description)}
    if item.start or item.end:
        dates = {"startDate": str(item.start or ""), "endDate": str(item.end or "")}
        claim["temporal"] = [
            {"id": f"urn:epass:period:{number}", "type": "PeriodOfTime", **{k: v for k, v in dates.items() if v}}
        ]
    if item.organisation:
        body = {"id": f"urn:epass:org:{number}", "type": "Organisation", "legalName": {lang: item.organisation}}
        claim["awardedBy"] = {"id": f"urn:epass:award:{number}", "type": "AwardingProcess", "awardingBody": [body]}
    specified = _specified(number, item, lang)
    if specified:
        claim["specifiedBy"] = specified
    outcomes = [
        _outcome(f"{number}-{place}", skill, lang, where, reading) for place, skill in enumerate(item.skills, 1)
    ]
    if outcomes:
        claim["learningOutcome"] = outcomes
    if item.links:
        claim["homepage"] = [
            {"id": f"urn:epass:page:{number}-{place}", "type": "WebResource", "contentUrl": link.url}
            for place, link in enumerate(item.links, 1)
        ]
    return claim


def _specified(number: int, item: Item, lang: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if item.level.isdecimal():
        told["eqfLevel"] = {
            "id": f"http://data.europa.eu/snb/eqf/{item.level}",
            "type": "Concept",
            "notation": item.level,
        }
    if item.field:
        subject = {"id": f"urn:epass:field:{number}", "type": "Concept", "prefLabel": {lang: item.field}}
        told["educationSubject"] = [subject]
    return {"id": f"urn:epass:spec:{number}", "type": "LearningAchievementSpecification", **told} if told else {}


def _outcome(ident: str, skill: SkillClaim, lang: str, where: str, reading: Reading) -> dict[str, Any]:
    if skill.level or skill.source is not Source.SELF:
        reading.tell(where, "claim_not_held")
    outcome: dict[str, Any] = {
        "id": f"urn:epass:learningOutcome:{ident}",
        "type": "LearningOutcome",
        "title": {lang: skill.behaviour or skill.name},
    }
    if skill.uri or skill.behaviour:
        related = {"id": skill.uri or f"urn:epass:skill:{ident}", "type": "Concept", "prefLabel": {lang: skill.name}}
        outcome["relatedESCOSkill" if "/esco/skill/" in skill.uri else "relatedSkill"] = [related]
    return outcome
