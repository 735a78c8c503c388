"""From saved answers of the Open Education API (OEAPI, version 5) to records of what schools offer. Pure: bytes in,
records out; it fetches nothing.

Files are answers to `/programs`, `/organizations` and `/programs/{id}/offerings`: pages, lists or single objects. Only
programs of the type "program" are offers: a minor, a track or a specialization is a part of one. Of a program in
several places each place is an offer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wending.reference.rules.labour_market import OfferRecord
from wending.reference.rules.records import BadInput
from wending.reference.sources.json_files import AGAIN, read_json
from wending.reference.sources.offers import (
    NLQF,
    NLQF_OF,
    Unknown,
    five_digits,
    is_field,
    language_of,
    one_under_each_key,
    register_of,
)

_IDS = ("offeringId", "programId", "organizationId")
_HBO, _WO = "higher professional education", "university education"
# Level of the API, and of higher education its sector too, -> our level.
LEVELS = {
    "secondary vocational education 1": "mbo-entree",
    "secondary vocational education 2": "mbo-2",
    "secondary vocational education 3": "mbo-3",
    "secondary vocational education 4": "mbo-4",
    "associate degree": "ad",
    f"bachelor, {_HBO}": "hbo-bachelor",
    f"master, {_HBO}": "hbo-master",
    f"bachelor, {_WO}": "wo-bachelor",
    f"master, {_WO}": "wo-master",
    f"doctoral, {_WO}": "phd",
}
MODES = {"full-time": "voltijd", "part-time": "deeltijd", "dual training": "duaal"}
# Ways of teaching that are a mode here; the others (on campus, hybrid, situated) say nothing of it.
DELIVERIES = {"online": "online", "distance-learning": "online"}
_DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?")
_ANY_DURATION = re.compile(r"-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+[DW])?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Organization:
    """What matters of an organization here, and the file that told it."""

    file: str
    name: str
    parent: str


@dataclass(slots=True)
class _Given:
    """What all files hold, by id: programs and offerings with the file they stand in, and organizations."""

    programs: dict[str, tuple[str, Any]] = field(default_factory=dict)
    offerings: dict[str, tuple[str, Any]] = field(default_factory=dict)
    organizations: dict[str, _Organization] = field(default_factory=dict)


def parse_oeapi(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[OfferRecord]:
    """Yield what schools offer; raise BadInput naming file and id. `columns` is not used: the layout is a standard."""
    given = _Given()
    pages: list[tuple[str, str, Any]] = []
    for file, content in files:
        answer = read_json(file, content)
        items = _items(file, answer)
        for item in items:
            _take(given, file, item)
        if items and isinstance(answer, dict):
            pages.append((file, _what(items[0]), answer))
    _refuse_missing_pages(pages)
    if not given.programs:
        raise BadInput(file=files[0][0], wrong="holds no programs, nor does another file.", mend="Add /programs.")
    unknown = Unknown("oeapi")
    offerings: dict[str, list[Any]] = defaultdict(list)
    for key, (file, offering) in given.offerings.items():
        if offering.get("offeringType", "program") == "program":
            if not (of := _id(offering.get("program"), "programId")):
                wrong = f"offering {key} does not say of which program it is."
                raise BadInput(file=file, wrong=wrong, mend="Ask for /programs/{id}/offerings.")
            offerings[of].append(offering)
    offers = [
        (file, None, offer)
        for key, (file, program) in given.programs.items()
        if program.get("programType", "program") == "program"
        for offer in _offers(file, program, offerings[key], given, unknown)
    ]
    if not offers:
        wrong = 'holds no program of the type "program", nor does another file.'
        raise BadInput(file=files[0][0], wrong=wrong, mend="Ask for /programs without a filter on the type.")
    yield from one_under_each_key(offers)


def next_page(answer: Any) -> int | None:
    """Return the number of the page that comes after this one, None after the last.

    >>> next_page({"pageNumber": 1, "hasNextPage": True, "items": []}), next_page({"items": []})
    (2, None)
    """
    return int(answer.get("pageNumber", 1)) + 1 if answer.get("hasNextPage") is True else None


def _items(file: str, answer: Any) -> list[Any]:
    """Return the objects of a page, a list or a single answer."""
    items = answer.get("items", [answer]) if isinstance(answer, dict) else answer
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        wrong = "is no answer of the API: it holds no objects."
        raise BadInput(file=file, wrong=wrong, mend="Save the answers to /programs and /organizations.")
    if not items and isinstance(answer, list):
        raise BadInput(file=file, wrong="is an empty list.", mend="Leave this file out.")
    return items


def _what(item: Mapping[str, Any]) -> str:
    return next((name for name in _IDS if name in item), "")


def _take(given: _Given, file: str, item: dict[str, Any]) -> None:
    """Keep an object, and the organizations that stand inside it in full."""
    what = _what(item)
    if not isinstance(key := item.get(what), str) or not key:
        wrong = f"holds an object without {' or '.join(_IDS)}."
        mend = "Give answers to /programs, /organizations and /programs/{id}/offerings only."
        raise BadInput(file=file, wrong=wrong, mend=mend)
    if what == "organizationId":
        _take_organization(given, file, item)
        return
    before = (given.programs if what == "programId" else given.offerings).setdefault(key, (file, item))
    if before[1] != item:
        wrong = f"{what} {key} differs from what {before[0]} says of it."
        raise BadInput(file=file, wrong=wrong, mend="Save all answers again, at one time.")
    if isinstance(inner := item.get("organization"), dict):
        _take_organization(given, file, inner)


def _take_organization(given: _Given, file: str, item: Mapping[str, Any]) -> None:
    """Keep the name and the parent of an organization; the same one may be told briefly and in full."""
    key, parent = _id(item, "organizationId"), item.get("parent")
    told = _Organization(file, _text(item.get("name")), _id(parent, "organizationId"))
    before = given.organizations.setdefault(key, told)
    if told.name != before.name or (told.parent and before.parent and told.parent != before.parent):
        wrong = f"organizationId {key} differs from what {before.file} says of it."
        raise BadInput(file=file, wrong=wrong, mend="Save all answers again, at one time.")
    if told.parent:
        given.organizations[key] = told
    if isinstance(parent, dict):
        _take_organization(given, file, parent)


def _refuse_missing_pages(pages: Sequence[tuple[str, str, Any]]) -> None:
    """Refuse a page that has a next one which no file gives. Several schools may each have pages of the same number."""
    there = Counter((what, answer.get("pageNumber", 1)) for _, what, answer in pages)
    asked: Counter[tuple[str, int]] = Counter()
    for file, what, answer in pages:
        try:
            number = next_page(answer)
        except (TypeError, ValueError) as error:
            raise BadInput(file=file, wrong="has a pageNumber that is no number.", mend=AGAIN) from error
        if number is not None:
            asked[what, number] += 1
            if asked[what, number] > there[what, number]:
                wrong = f"says that page {number} comes after it, which no file gives."
                raise BadInput(file=file, wrong=wrong, mend=f"Save the answer with pageNumber={number} too.")


def _offers(
    file: str, program: Mapping[str, Any], offerings: Sequence[Any], given: _Given, unknown: Unknown
) -> Iterator[OfferRecord]:
    key = program["programId"]

    def refuse(what: str, mend: str = "Tell the school; leave this program out until then.") -> BadInput:
        return BadInput(file=file, wrong=f"program {key}: {what}", mend=mend)

    level = unknown.translate("level", _level(program), LEVELS)
    nlqf = str(program.get("levelOfQualification") or "")
    code = _code(program)
    if code is None:
        raise refuse("its crohoCreboCode is not a text of five digits.")
    months = _months(program.get("duration"))
    if months is None:
        raise refuse(f"the duration {program['duration']!r} is not in ISO 8601, such as P4Y.")
    starts = sorted({str(offering.get("startDate") or "") for offering in offerings} - {""})
    if wrong := [day for day in starts if not _DAY.fullmatch(day)]:
        raise refuse(f"the startDate {wrong[0]!r} of an offering is no day, such as 2027-09-01.")
    provider = _provider(program.get("organization"), given)
    if not provider:
        told = _id(program.get("organization"), "organizationId") or "nothing"
        raise refuse(f"its organization is {told}, of which no file gives the name.", "Add /organizations.")
    isced_f = str(program.get("fieldsOfStudy") or "")
    url = str(program.get("link") or "")
    places = _places(program, offerings)
    for place in places:
        yield OfferRecord(
            key=f"{key} {place}" if len(places) > 1 else key,
            name=_text(program.get("name")),
            register=register_of(level) if code else "",
            code=code,
            level=level,
            nlqf=nlqf if nlqf in NLQF else NLQF_OF.get(level, ""),
            isced_f=isced_f if is_field(isced_f) else "",
            modes=_modes(program, unknown),
            duration_months=months or None,
            language=language_of(str(program.get("teachingLanguage") or "")),
            provider=provider,
            place=place,
            municipality="",
            starts=" ".join(starts),
            url=url if url.startswith(("https://", "http://")) else "",
        )


def _id(value: Any, name: str) -> str:
    """Return the id of what is given by its id or in full."""
    return str(value.get(name, "")) if isinstance(value, dict) else str(value or "")


def _text(value: Any) -> str:
    """Return a text that is given in several languages: in Dutch, else in English, else the first."""
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, list):
        return ""
    told = [one for one in value if isinstance(one, dict) and str(one.get("value", "")).strip()]
    rank = {"nl": 0, "en": 1}
    best = min(told, key=lambda one: rank.get(str(one.get("language", "")).split("-")[0].casefold(), 2), default={})
    return str(best.get("value", "")).strip()


def _level(program: Mapping[str, Any]) -> str:
    level, sector = str(program.get("level") or ""), str(program.get("sector") or "")
    return f"{level}, {sector or 'no sector'}" if level in ("bachelor", "master", "doctoral") else level


def _code(program: Mapping[str, Any]) -> str | None:
    """Return the code in CROHO or CREBO, "" when there is none, None when it cannot be one."""
    entries = [program.get("primaryCode"), *(program.get("otherCodes") or [])]
    codes = [one.get("code") for one in entries if isinstance(one, dict) and one.get("codeType") == "crohoCreboCode"]
    if not codes:
        return ""
    # The same code may stand in both places; a number has lost the zeros in front of it.
    return codes[0] if isinstance(codes[0], str) and five_digits(codes[0]) else None


def _months(duration: Any) -> int | None:
    """Return whole months, 0 when none are told or they cannot be counted in months, None for what is no duration."""
    if duration in (None, ""):
        return 0
    if not isinstance(duration, str) or not _ANY_DURATION.fullmatch(duration):
        return None
    whole = _DURATION.fullmatch(duration)
    return 12 * int(whole[1] or 0) + int(whole[2] or 0) if whole else 0


def _modes(program: Mapping[str, Any], unknown: Unknown) -> str:
    given = program.get("modeOfDelivery") or []
    deliveries = given if isinstance(given, list) else [given]
    modes = [unknown.translate("modeOfStudy", str(program.get("modeOfStudy") or ""), MODES)]
    modes += [DELIVERIES[delivery] for delivery in deliveries if delivery in DELIVERIES]
    return " ".join(dict.fromkeys(filter(None, modes)))


def _provider(organization: Any, given: _Given) -> str:
    """Return the name of the school: that of the organization at the top, for a faculty is not where people enrol."""
    key, name = _id(organization, "organizationId"), ""
    seen: set[str] = set()
    while key in given.organizations and key not in seen:
        seen.add(key)
        found = given.organizations[key]
        name, key = found.name or name, found.parent
    return name


def _places(program: Mapping[str, Any], offerings: Sequence[Any]) -> list[str]:
    """Return the towns where it is taught, of its offerings if these tell; one empty name when nothing does."""
    for source in (offerings, [program]):
        towns = {
            str(address.get("city") or "").strip()
            for one in source
            for address in one.get("addresses") or []
            if isinstance(address, dict) and address.get("addressType") == "teaching"
        } - {""}
        if towns:
            return sorted(towns)
    return [""]
