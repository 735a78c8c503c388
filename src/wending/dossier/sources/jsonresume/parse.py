"""Reads a CV in JSON Resume 1.0.0, and the names that older editions had (`company`, `website`). Pure.

Kinds that JSON Resume lacks come back from `projects`, whose `type` may be one of ours: `write.py` puts them there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wending.dossier.rules.exchange import Imported
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.parts import Part
from wending.dossier.rules.record import CEFR_LEVELS, Credential, Item, Kind, LanguageLevel, Person, Record, SkillClaim
from wending.dossier.sources.europass.person import country
from wending.dossier.sources.json_files import read_json
from wending.dossier.sources.jsonresume.words import DIMENSIONS, MOTHER_TONGUE, SKILL_WORDS, TYPES, WEB
from wending.dossier.sources.languages import language_code
from wending.dossier.sources.reading import Reading, imported, joined

_SECTIONS = ("work", "volunteer", "education", "awards", "certificates", "publications", "projects", "languages")
_KNOWN = {*_SECTIONS, "basics", "skills", "interests", "references", "meta", "$schema"}
_LEVELS = {word.casefold(): level for level, word in SKILL_WORDS.items()}


def is_json_resume(value: Any) -> bool:
    """Tell whether this is a CV in JSON Resume: an object with basics, or with lists of its sections."""
    if not isinstance(value, dict) or "@context" in value:
        return False
    return isinstance(value.get("basics"), dict) or any(isinstance(value.get(name), list) for name in _SECTIONS)


def parse(data: bytes) -> Imported:
    """Return the record of a JSON Resume file; raise RecordRefused when it is none."""
    value = read_json("json-resume", data)
    if not is_json_resume(value):
        raise RecordRefused("json-resume", "unknown")
    reading = Reading()
    items = [item for name in _SECTIONS for item in _section(name, value, reading)]
    items += [_interest(where, told, reading) for where, told in _each("interests", value, reading)]
    if value.get("references"):
        reading.tell("references", "privacy", what=Part.REFERENCES)
    for name in sorted(set(value) - _KNOWN):
        if value[name] and not str(name).startswith("_"):
            reading.tell("json-resume", "not_kept", what=reading.name("json-resume", str(name)))
    record = Record(_person(value, reading), tuple(items), tuple(_skills(value, reading)))
    return imported("json-resume", record, reading)


def _each(name: str, value: dict[str, Any], reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a list with where they stand; what is no list or no object is told."""
    listed = value.get(name) or []
    if not isinstance(listed, list):
        reading.tell(name, "bad_shape", what=name)
        return
    for number, told in enumerate(listed):
        if isinstance(told, dict):
            yield f"{name}[{number}]", told
        else:
            reading.tell(f"{name}[{number}]", "bad_shape", what=name)


def _person(value: dict[str, Any], reading: Reading) -> Person:
    basics = value.get("basics") or {}
    if not isinstance(basics, dict):
        reading.tell("basics", "bad_shape", what="basics")
        basics = {}
    found = basics.get("location")
    place: dict[str, Any] = found if isinstance(found, dict) else {}
    if basics.get("image") or basics.get("picture"):
        reading.tell("basics", "privacy", what=Part.PHOTO)
    if place.get("region"):
        reading.tell("basics.location", "not_kept", what=Part.REGION)
    links = [*reading.link("basics.url", basics.get("url") or basics.get("website"))]
    for where, profile in _each("profiles", basics, reading):
        network = reading.name(where, profile.get("network"))
        if profile.get("url"):
            links += reading.link(f"basics.{where}", profile["url"], "" if network == WEB else network)
        elif network or profile.get("username"):
            told = joined([network, reading.name(where, profile.get("username"))])
            reading.tell(f"basics.{where}", "not_kept", what=told)
    return Person(
        name=reading.name("basics.name", basics.get("name")),
        headline=reading.name("basics.label", basics.get("label")),
        summary=reading.text("basics.summary", basics.get("summary")),
        email=reading.name("basics.email", basics.get("email")),
        phone=reading.name("basics.phone", basics.get("phone")),
        street=reading.name("basics.location", place.get("address")),
        postcode=reading.name("basics.location", place.get("postalCode")),
        place=reading.name("basics.location", place.get("city")),
        country=country(reading.name("basics.location", place.get("countryCode"))),
        links=tuple(links),
    )


def _section(name: str, value: dict[str, Any], reading: Reading) -> Iterator[Item]:
    for where, told in _each(name, value, reading):
        yield _language(where, told, reading) if name == "languages" else _item(name, where, told, reading)


def _item(name: str, where: str, told: dict[str, Any], reading: Reading) -> Item:
    """Return an item; the sections differ only in how they call the same things."""
    kind, title, organisation, text = {
        "work": (Kind.WORK, ("position",), ("name", "company"), ("summary", "description")),
        "volunteer": (Kind.VOLUNTEERING, ("position",), ("organization",), ("summary",)),
        "education": (Kind.EDUCATION, ("studyType",), ("institution",), ("summary",)),
        "awards": (Kind.AWARD, ("title",), ("awarder",), ("summary",)),
        "certificates": (Kind.CREDENTIAL, ("name",), ("issuer",), ()),
        "publications": (Kind.PROJECT, ("name",), ("publisher",), ("summary",)),
        "projects": (Kind.PROJECT, ("name",), ("entity",), ("description",)),
    }[name]
    if name == "projects":
        kind = TYPES.get(reading.name(where, told.get("type")), kind)
    if name == "education" and told.get("score"):
        reading.tell(where, "not_kept", what=Part.GRADE)
    begin = told.get("startDate") or told.get("date") or told.get("releaseDate")
    start, end = reading.period(where, reading.moment(where, begin), reading.moment(where, told.get("endDate")))
    texts = [reading.text(where, told.get(part)) for part in text]
    lists = [_texts(where, told, part, reading) for part in ("highlights", "courses", "roles")]
    lines = [f"- {line}" for found in lists for line in found]
    issuer = reading.name(where, _first(told, organisation))
    return Item(
        kind,
        reading.name(where, _first(told, title)),
        organisation=issuer,
        place=reading.name(where, told.get("location")),
        start=start,
        end=end,
        description=joined([*texts, *lines], "\n"),
        field=reading.name(where, told.get("area") or ("Publication" if name == "publications" else "")),
        skills=tuple(SkillClaim(word) for word in _texts(where, told, "keywords", reading)),
        links=reading.link(where, told.get("url") or told.get("website")),
        credential=_credential(issuer, begin) if kind is Kind.CREDENTIAL else None,
    )


def _credential(issuer: str, issued: object) -> Credential:
    return Credential(issuer=issuer, issued=issued[:40] if isinstance(issued, str) else "")


def _first(told: dict[str, Any], names: tuple[str, ...]) -> object:
    return next((told[name] for name in names if told.get(name)), "")


def _texts(where: str, told: dict[str, Any], name: str, reading: Reading) -> list[str]:
    """Return a list of short texts; in courses they may be objects with a name."""
    listed = told.get(name) or []
    if isinstance(listed, str):
        listed = [listed]
    if not isinstance(listed, list):
        reading.tell(where, "bad_shape", what=name)
        return []
    named = [one.get("name") if isinstance(one, dict) else one for one in listed]
    return [text for one in named if (text := " ".join(reading.text(where, one).split()))]


def _language(where: str, told: dict[str, Any], reading: Reading) -> Item:
    """Return a language; only levels of the CEFR are taken over, other words stay words."""
    name = reading.name(where, told.get("language"))
    fluency = reading.name(where, told.get("fluency"))
    levels: dict[str, Any] = {}
    for part in fluency.split(", "):
        dimension, _, level = part.rpartition(" ")
        if level.upper() in CEFR_LEVELS and dimension in DIMENSIONS:
            levels[dimension] = level.upper()
    is_mother_tongue = fluency == MOTHER_TONGUE
    if fluency.upper() in CEFR_LEVELS:
        levels = dict.fromkeys(DIMENSIONS, fluency.upper())
    rest = "" if levels or is_mother_tongue else fluency
    return Item(
        Kind.LANGUAGE,
        name,
        description=rest,
        language=LanguageLevel(language_code(name), is_mother_tongue, **levels),
    )


def _interest(where: str, told: dict[str, Any], reading: Reading) -> Item:
    words = _texts(where, told, "keywords", reading)
    return Item(Kind.HOBBY, reading.name(where, told.get("name")), description="\n".join(f"- {word}" for word in words))


def _skills(value: dict[str, Any], reading: Reading) -> Iterator[SkillClaim]:
    for where, told in _each("skills", value, reading):
        name = reading.name(where, told.get("name"))
        word = reading.name(where, told.get("level"))
        level = _LEVELS.get(word.casefold())
        if word and level is None:
            reading.tell(where, "bad_level", value=joined([name, word], ": ")[:60])
        if name:
            yield SkillClaim(name, level=level)
        for keyword in _texts(where, told, "keywords", reading):
            yield SkillClaim(keyword)
