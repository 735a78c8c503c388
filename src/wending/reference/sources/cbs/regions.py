"""From saved pages of CBS open data to records: in which region of the labour market each municipality lies. Pure.

Read from 70072ned (a row per municipality and year) or a table "Gebieden in Nederland" of one year: both have, under
the heading Arbeidsmarktregio's, a column with the code and one with the name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.regions import SYSTEM
from wending.reference.sources.cbs.odata import GEO, TIME, Table, read_odata
from wending.reference.sources.figures import Placed, single, some

MUNICIPALITY = "gemeente"
_FIELDS = {"region_code": "code", "region_name": "naam"}
_HEADING = re.compile(r"arbeidsmarktregio")
_REGION = re.compile(r"AM[0-9]{2}")
_MUNICIPALITY = re.compile(r"GM[0-9]{4}")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:JJ00)?")


def parse_regions(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield regions, and municipalities within them, per year; raise BadInput at a mistake."""
    table = read_odata(files)
    for name in columns:
        if name not in _FIELDS:
            wrong = f"there is no field {name} here."
            raise BadInput(file=table.file, wrong=wrong, mend=f"The fields are {', '.join(_FIELDS)}.")
    code, name = (_measure(table, columns, field) for field in _FIELDS)
    yield from some(table.file, single(_placed(table, code, name)), what="municipalities with a region")


def _measure(table: Table, columns: Mapping[str, str], field: str) -> str:
    """Return the key of the column with the code or the name: as mapped, else by heading and title."""
    mapped = columns.get(field)
    if mapped and mapped not in table.measures:
        raise BadInput(file=table.file, wrong=f"has no measure {mapped}.", mend="Correct --map; see DataProperties.")
    fitting = [
        one.key
        for one in table.measures.values()
        if _HEADING.match(one.group.casefold()) and one.title.casefold() == _FIELDS[field]
    ]
    if not mapped and len(fitting) != 1:
        wrong = f"{len(fitting)} columns are called {_FIELDS[field]} under a heading Arbeidsmarktregio's."
        raise BadInput(file=table.file, wrong=wrong, mend=f"Say which one: --map KEY={field}.")
    return mapped or fitting[0]


def _placed(table: Table, code: str, name: str) -> Iterator[Placed]:
    places = [one for one in table.dimensions.values() if one.kind == GEO] or [
        one for one in table.dimensions.values() if any(_MUNICIPALITY.fullmatch(key) for key in one.members)
    ]
    times = [one.key for one in table.dimensions.values() if one.kind == TIME]
    if len(places) != 1 or len(times) > 1:
        wrong = f"has {len(places)} dimensions of place and {len(times)} of time."
        raise BadInput(file=table.file, wrong=wrong, mend="Choose a table with a row per municipality.")
    place = places[0]
    told: dict[tuple[str, int], dict[str, str]] = {}
    for one in table.observations([code, name]):
        municipality = one.keys[place.key]
        if not _MUNICIPALITY.fullmatch(municipality) or not one.text:
            continue
        year = _year(table, one.keys[times[0]] if times else "")
        if year is not None:
            told.setdefault((municipality, year), {})[one.measure] = one.text
    for (municipality, year), texts in told.items():
        if set(texts) != {code, name}:
            wrong = f"{municipality} has only one of code and name of its region in {year}."
            raise BadInput(file=table.file, wrong=wrong, mend="Fetch the table again.")
        if not _REGION.fullmatch(texts[code]):
            wrong = f"{municipality} lies in {texts[code]!r}, which is no region of the labour market (AM01)."
            raise BadInput(file=table.file, wrong=wrong, mend="Look whether the right column is mapped.")
        yield table.file, None, lm.RegionRecord(SYSTEM, year, texts[code], texts[name], "")
        label = re.sub(r"\s*\(gemeente\)$", "", place.members[municipality].title)
        yield table.file, None, lm.RegionRecord(MUNICIPALITY, year, municipality, label, texts[code])


def _year(table: Table, key: str) -> int | None:
    """Return the year of a row; of a table without time that of the whole table. None for another period."""
    if key:
        found = _YEAR.fullmatch(key)
        return int(found[1]) if found else None
    about = [str(table.about.get(name) or "") for name in ("Period", "TemporalCoverage", "Title")]
    for text in about:
        years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
        if len(years) == 1:
            return int(years[0])
    wrong = f"does not tell its year: {'; '.join(filter(None, about)) or 'no title'}."
    raise BadInput(file=table.file, wrong=wrong, mend="Give TableInfos (version 4: Properties) of that table too.")
