"""Reads Open Badges 3.0 (1EdTech): a token, JSON with a proof, or baked into PNG or SVG. Pure, without the network.

What an issuer says becomes one item. Skills it names count as shown by a credential only when the signature was checked
to the end; else they are what the person says, with the badge as evidence. Older editions are recognised and refused:
they are checked by asking the issuer's site, and we ask nobody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import Credential, Item, Kind, Record, SkillClaim, Source, Status
from wending.dossier.sources.openbadges.baked import PNG, unbake
from wending.dossier.sources.proofs.envelope import Enclosed, enclosed, read_credentials, types_of
from wending.dossier.sources.proofs.verdict import because, said
from wending.dossier.sources.reading import Reading, imported, joined

FORM = "open-badges-3"
_TYPES = {"OpenBadgeCredential", "AchievementCredential"}
_COMPETENCES = ("ceasn:Competency", "CFItem")
_EQF = "ext:EQF"
_OLD = {"https://w3id.org/openbadges/v2": "2.0", "https://w3id.org/openbadges/v1": "1.0"}


def is_badge(credential: dict[str, Any]) -> bool:
    """Tell whether a credential is an Open Badge 3.0."""
    return bool(_TYPES & types_of(credential))


def old_edition(value: Any) -> str:
    """Return the edition of a badge from before 3.0, or ""."""
    if not isinstance(value, dict):
        return ""
    contexts = value.get("@context")
    listed = contexts if isinstance(contexts, list) else [contexts]
    found = next((_OLD[one] for one in listed if isinstance(one, str) and one in _OLD), "")
    return found or ("1.0" if {"badge", "verify", "recipient"} <= set(value) else "")


def parse(data: bytes, now: datetime) -> Imported:
    """Return the record of a badge: a file with a token or JSON, or a picture; `now` tells what is in force.

    Raise RecordRefused with the reason for a badge that does not hold.
    """
    if data.startswith(PNG) or b"<svg" in data[:4096]:
        text = unbake(data)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise RecordRefused(FORM, "not_text") from problem
    return read_badges(enclosed(FORM, text), now)


def read_badges(found: tuple[Enclosed, ...], now: datetime) -> Imported:
    """Return the record of credentials that were opened already."""
    for one in found:
        if old_edition(one.credential):
            raise RecordRefused(FORM, "badge_2", version=old_edition(one.credential))
    reading = Reading()
    return imported(FORM, Record(items=read_credentials(FORM, found, now, reading, _to_items)), reading)


def _to_items(credential: dict[str, Any], checked: Credential, reading: Reading) -> tuple[Item, ...]:
    """Return the achievement as an item."""
    subject = credential.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and len(subject) == 1 else subject
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    achievement = achievement[0] if isinstance(achievement, list) and len(achievement) == 1 else achievement
    if not is_badge(credential) or not isinstance(subject, dict) or not isinstance(achievement, dict):
        raise RecordRefused(FORM, "not_badge")
    title = reading.name(FORM, said(achievement.get("name")) or said(credential.get("name")))
    criteria = achievement.get("criteria")
    told = criteria if isinstance(criteria, dict) else {"id": criteria}
    texts = (said(achievement.get("description")), said(told.get("narrative")), said(subject.get("narrative")))
    for name, what in (("result", Part.GRADE), ("endorsement", Part.REFERENCES)):
        if subject.get(name) or credential.get(name) or achievement.get(name):
            reading.tell(title or FORM, "not_kept", what=what)
    links = [link for url in (told.get("id"), *_evidence(credential)) if url for link in reading.link(title, url)]
    whole = replace(
        checked,
        issuer=reading.name(FORM, checked.issuer),
        reasons=(*checked.reasons, because("holder_unchecked", holder=_holder(subject) or "-")),
    )
    item = Item(
        Kind.CREDENTIAL,
        title,
        organisation=whole.issuer,
        start=reading.moment(title, checked.issued),
        end=reading.moment(title, checked.expires),
        description=reading.text(title, joined(texts, "\n")),
        level=_level(achievement),
        field=reading.name(title, achievement.get("fieldOfStudy")),
        skills=tuple(_skills(achievement, whole, title, reading)),
        links=tuple(links),
        credential=whole,
    )
    return (item,)


def _evidence(credential: dict[str, Any]) -> list[Any]:
    told = credential.get("evidence") or []
    return [one.get("id") for one in (told if isinstance(told, list) else [told]) if isinstance(one, dict)]


def _holder(subject: dict[str, Any]) -> str:
    """Return whom the badge names: an identifier that is readable, else the address of a person, or ""."""
    told = subject.get("identifier") or []
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict) and one.get("identityHash") and not one.get("hashed"):
            return " ".join(str(one["identityHash"]).split())[:120]
    return " ".join((said(subject.get("name")) or said(subject.get("id"))).split())[:120]


def _skills(achievement: dict[str, Any], checked: Credential, title: str, reading: Reading) -> list[SkillClaim]:
    """Return the alignments that are about skills; those about levels, quality or occupations are something else."""
    is_shown = checked.status is Status.VERIFIED
    source, by = (Source.CREDENTIAL, checked.issuer) if is_shown else (Source.SELF, "")
    claims = []
    for one in _alignments(achievement):
        name, uri = reading.name(title, said(one.get("targetName"))), said(one.get("targetUrl"))
        if _is_skill(one, uri) and (name or uri):
            claims.append(SkillClaim(name, uri, source=source, by=by, evidence=(title,)))
        elif one.get("targetType") != _EQF:
            reading.tell(title, "not_kept", what=name or uri or "alignment")
    return claims


def _alignments(achievement: dict[str, Any]) -> list[dict[str, Any]]:
    told = achievement.get("alignment") or []
    return [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, dict)]


def _is_skill(alignment: dict[str, Any], uri: str) -> bool:
    if "/esco/" in uri:
        return "/esco/skill/" in uri
    return alignment.get("targetType") in (None, "", *_COMPETENCES)


def _level(achievement: dict[str, Any]) -> str:
    """Return the EQF level, which edubadges give as an alignment."""
    codes = [said(str(one.get("targetCode", ""))) for one in _alignments(achievement) if one.get("targetType") == _EQF]
    return next((code for code in codes if code.isdecimal() and len(code) == 1), "")
