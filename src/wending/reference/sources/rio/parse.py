"""From the register RIO to records of what schools offer: the overview of higher education that DUO publishes, any
other table whose columns are mapped, or results of a SPARQL query. Pure: bytes in, records out.

A row without a code of what is offered is a programme that is recognised and not offered: it is passed over. Rows that
differ in language only are one offer in several languages.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from wending.reference.rules.labour_market import OfferRecord
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.fields import ISCED_F
from wending.reference.sources.json_files import AGAIN, read_results
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
from wending.reference.sources.tables import decode, read_table

log = logging.getLogger(__name__)

# Our fields -> columns of `ho_opleidingsoverzicht.csv` of DUO.
HIGHER_EDUCATION = {
    "key": "AANGEBODEN_OPLEIDINGCODE",
    "name": "NAAM_LANG",
    "code": "ERKENDEOPLEIDINGSCODE",
    "level": "NIVEAU",
    "nlqf": "NLQF",
    "isced_f": "ISCED",
    "modes": "VORM",
    "language": "VOERTAAL",
    "provider": "ONDERWIJSAANBIEDER_NAAM",
    "board": "ONDERWIJSBESTUUR_NAAM",
    "place": "ONDERWIJSLOCATIEPLAATS",
    "first": "EERSTE_INSTROOMDATUM",
    "last": "LAATSTE_INSTROOMDATUM",
    "url": "WEBSITE",
}
_HEADING = ("AANGEBODEN_OPLEIDINGCODE", "NAAM_LANG", "NIVEAU")
# `board`: who is told where there is no provider; `first` and `last`: between which days someone can begin.
FIELDS = (*(field.name for field in fields(OfferRecord)), "board", "first", "last")
_NEEDED = ("key", "name", "provider")
LEVELS = {
    "MBO-1": "mbo-entree",
    "MBO-2": "mbo-2",
    "MBO-3": "mbo-3",
    "MBO-4": "mbo-4",
    "HBO-AD": "ad",
    "HBO-BA": "hbo-bachelor",
    "HBO-MA": "hbo-master",
    "WO-BA": "wo-bachelor",
    "WO-MA": "wo-master",
} | {key: key for key in NLQF_OF}
MODES = {"VOLTIJD": "voltijd", "DEELTIJD": "deeltijd", "DUAAL": "duaal", "BOL": "bol", "BBL": "bbl"}
_Row = tuple[str, int | None, str, dict[str, str]]


def parse_rio(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[OfferRecord]:
    """Yield what schools offer; raise BadInput naming file and line.

    `columns` maps our fields (`FIELDS`) to columns of a table or variables of a query; of the overview of DUO all are
    known, and a mapping replaces only what it names.
    """
    if wrong := sorted(set(columns) - set(FIELDS)):
        told = f"there is no field {wrong[0]!r} to map to."
        raise BadInput(file=files[0][0], wrong=told, mend=f"Choose from {', '.join(FIELDS)}.")
    unknown = Unknown("rio")
    offers: dict[str, list[tuple[str, int | None, OfferRecord]]] = {}
    passed = 0
    for file, content in files:
        for name, line, where, row in _rows(file, content, columns):
            if not row["key"]:
                passed += 1
                continue
            offer = _offer(name, line, where, row, unknown)
            offers.setdefault(offer.key, []).append((name, line, offer))
    if passed:
        log.warning("rio: %s rows are recognised but not offered and were passed over", passed)
    if not offers:
        raise BadInput(file=files[0][0], wrong="holds nothing on offer, nor does another file.", mend=AGAIN)
    yield from one_under_each_key(told for rows in offers.values() for told in _in_all_languages(rows))


def _rows(file: str, content: bytes, columns: Mapping[str, str]) -> Iterator[_Row]:
    """Yield file, line, words for the place, and the row by our fields."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:2]
    if not start:
        raise BadInput(file=file, wrong="is empty.", mend=AGAIN)
    if start == b"PK":
        raise BadInput(file=file, wrong="is a zip file or a spreadsheet.", mend="Save it as CSV in UTF-8.")
    yield from (_of_query if start.startswith(b"{") else _of_table)(file, content, columns)


def _of_query(file: str, content: bytes, columns: Mapping[str, str]) -> Iterator[_Row]:
    names = {field: columns.get(field, field) for field in FIELDS}
    for number, result in read_results(file, content):
        if names["key"] not in result:
            wrong = f"result {number} gives no ?{names['key']}."
            raise BadInput(file=file, wrong=wrong, mend="Ask for it, or tell with --map which variable it is.")
        row = {field: result[name].value if name in result else "" for field, name in names.items()}
        yield file, None, f"result {number}: ", row


def _of_table(file: str, content: bytes, columns: Mapping[str, str]) -> Iterator[_Row]:
    heading = decode(file, content).split("\n", 1)[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    names = {name.strip().strip('"') for name in heading.split(delimiter)}
    wanted = {**(HIGHER_EDUCATION if set(_HEADING) <= names else {}), **columns}
    if absent := [field for field in _NEEDED if field not in wanted]:
        wrong = f"is not the overview of higher education of DUO, and no column is mapped to {', '.join(absent)}."
        raise BadInput(file=file, line=1, wrong=wrong, mend=f"Add --map COLUMN={absent[0]}; see docs/sources/rio.md.")
    needed = {field: column for field, column in wanted.items() if field in _NEEDED or field in columns}
    others = {field: column for field, column in wanted.items() if field not in needed}
    table = read_table(
        file, content, delimiter=delimiter, required=list(needed.values()), optional=list(others.values())
    )
    for line, values in table:
        yield file, line, "", dict.fromkeys(FIELDS, "") | dict(zip([*needed, *others], values, strict=True))


def _offer(file: str, line: int | None, where: str, row: Mapping[str, str], unknown: Unknown) -> OfferRecord:
    def refuse(what: str, mend: str) -> BadInput:
        return BadInput(file=file, line=line, wrong=f"{where}{what}", mend=mend)

    level = unknown.translate("level", row["level"], LEVELS)
    if row["code"] and not five_digits(row["code"]) and row["register"] in ("", "crebo", "croho"):
        raise refuse(f"the code {row['code']!r} is not five digits.", "Keep codes as text, with the zeros in front.")
    months = row["duration_months"]
    if months and not (months.isascii() and months.isdigit()):
        raise refuse(f"the duration {months!r} is no number of months.", "Map a column of whole months, or none.")
    modes = [unknown.translate("mode", word, MODES) for word in row["modes"].split()]
    return OfferRecord(
        key=row["key"],
        name=row["name"],
        register=row["register"] or (register_of(level) if row["code"] else ""),
        code=row["code"],
        level=level,
        nlqf=row["nlqf"] if row["nlqf"] in NLQF else NLQF_OF.get(level, ""),
        isced_f=_field_of_study(row["isced_f"]),
        modes=" ".join(dict.fromkeys(filter(None, modes))),
        duration_months=int(months) if months else None,
        language=language_of(row["language"]),
        provider=row["provider"] or row["board"],
        place=row["place"],
        municipality=row["municipality"],
        starts=row["starts"] or _between(row["first"], row["last"]),
        url=row["url"] if row["url"].startswith(("https://", "http://")) else "",
    )


def _field_of_study(code: str) -> str:
    """Return a field of ISCED-F; columns of numbers lose a zero in front, which no field without it has."""
    return f"0{code}" if f"0{code}" in ISCED_F else code if is_field(code) else ""


def _between(first: str, last: str) -> str:
    """Return two days as an interval of ISO 8601, "" when the last is not told: then it just goes on."""
    return f"{first[:10]}/{last[:10]}" if last else ""


def _in_all_languages(
    rows: Sequence[tuple[str, int | None, OfferRecord]],
) -> Iterator[tuple[str, int | None, OfferRecord]]:
    """Yield the rows of one key with all its languages; those of several places each under a key with the place."""
    places = {offer.place for _, _, offer in rows}
    for file, line, offer in rows:
        same = {other.language for _, _, other in rows if replace(other, language=offer.language) == offer}
        key = f"{offer.key} {offer.place}".strip() if len(places) > 1 else offer.key
        yield file, line, replace(offer, key=key, language=" ".join(sorted(filter(None, same))))
