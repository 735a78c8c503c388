"""From saved pages of CBS open data to records: hourly wages and employed people per group of BRC 2014. Pure.

A measure and the occupations are found by their titles, which CBS keeps longer than its keys; where that leaves doubt
the user says which one is meant with --map KEY=FIELD. Nothing is guessed. Regions are read in `regions`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import BRC as BRC_GROUPS
from wending.reference.sources.cbs.odata import GEO, TIME, Dimension, Member, Observation, Table, read_odata
from wending.reference.sources.cbs.regions import parse_regions
from wending.reference.sources.figures import Placed, single, some

__all__ = ["parse_jobs", "parse_regions", "parse_wages"]
BRC = "brc2014"
_GROUP = re.compile(r"([0-9]{2,4})\s+(\S.*)")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})JJ00")
# Keys of the whole country in dimensions of regions.
_COUNTRY = {"NL00", "NL01"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is read from a table: the indicator, how its measure is titled, in which units, without spaces, it may be.

    `about` is a word that must stand in the title of the table, the heading or the measure.
    """

    indicator: str
    title: re.Pattern[str]
    unit: re.Pattern[str]
    about: str


# A yearly or monthly wage is in euro too: only the title tells that this one is by the hour.
_WAGE = _Wanted("wage", re.compile(r"50e percentiel|mediaan"), re.compile(r"eur[^0-9]*"), "uurloon")
_WORKERS = _Wanted("workers", re.compile(r"werkzame beroepsbevolking"), re.compile(r"(aantal)?x?(1(000)*)?"), "")


def parse_wages(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield the median gross hourly wage per group and year, in euro; raise BadInput at a mistake."""
    yield from _figures(files, columns, _WAGE)


def parse_jobs(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield how many people work per group and year; raise BadInput at a mistake."""
    yield from _figures(files, columns, _WORKERS)


def _figures(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str], wanted: _Wanted) -> Iterator[Any]:
    table = read_odata(files)
    fields = ("value", "occupation", *table.dimensions)
    for name in columns:
        if name not in fields:
            wrong = f"there is no field {name} here."
            raise BadInput(file=table.file, wrong=wrong, mend=f"The fields are {', '.join(fields)}.")
    measure, factor = _measure(table, columns, wanted)
    occupation = _occupation(table, columns)
    fixed = _fixed(table, columns, occupation)
    found = _placed(table, wanted, measure, factor, occupation, fixed)
    yield from some(table.file, single(found), what="yearly figures per group of BRC 2014")


def _measure(table: Table, columns: Mapping[str, str], wanted: _Wanted) -> tuple[str, float]:
    told = "; ".join(f"{measure.key} ({measure.title})" for measure in table.measures.values())
    key = columns.get("value", "")
    if key and key not in table.measures:
        raise BadInput(file=table.file, wrong=f"has no measure {key}; it has {told}.", mend="Correct --map.")
    title = str(table.about.get("Title") or "")
    fitting = [
        one
        for one in table.measures.values()
        if wanted.title.search(one.title.casefold()) and wanted.about in f"{title} {one.group} {one.title}".casefold()
    ]
    if not key and len(fitting) != 1:
        wrong = f"{len(fitting)} measures may be the {wanted.indicator}; there are {told}."
        raise BadInput(file=table.file, wrong=wrong, mend="Say which one: --map KEY=value.")
    measure = table.measures[key] if key else fitting[0]
    unit = re.sub(r"\s", "", measure.unit.casefold())
    if not unit or not wanted.unit.fullmatch(unit):
        wrong = f"{measure.title} is in {measure.unit or 'no unit'}, which is not understood here."
        raise BadInput(file=table.file, wrong=wrong, mend="Choose another measure: --map KEY=value.")
    return measure.key, float(re.sub(r"[^0-9]", "", unit) or 1)


def _occupation(table: Table, columns: Mapping[str, str]) -> Dimension:
    """Return the dimension whose members are groups of BRC 2014, as their titles show."""
    name = columns.get("occupation")
    if name:
        if name not in table.dimensions:
            wrong = f"has no dimension {name}; it has {', '.join(table.dimensions)}."
            raise BadInput(file=table.file, wrong=wrong, mend="Correct --map.")
        return table.dimensions[name]
    known = {f"{code} " for code in BRC_GROUPS}
    fitting = [
        one
        for one in table.dimensions.values()
        if one.kind not in (TIME, GEO) and any(member.title[:5] in known for member in one.members.values())
    ]
    if len(fitting) != 1:
        wrong = f"{len(fitting)} of the dimensions {', '.join(table.dimensions)} hold groups of BRC 2014."
        raise BadInput(file=table.file, wrong=wrong, mend="Say which one: --map DIMENSION=occupation.")
    return fitting[0]


def _fixed(table: Table, columns: Mapping[str, str], occupation: Dimension) -> dict[str, str]:
    """Return the one member that counts of each further dimension, such as men and women together."""
    fixed = {}
    for name, dimension in table.dimensions.items():
        if dimension.kind in (TIME, GEO) or name == occupation.key:
            continue
        totals = [one.key for one in dimension.members.values() if one.title.casefold().startswith("totaal")]
        key = columns.get(name, totals[0] if len(totals) == 1 else "")
        if key not in dimension.members:
            told = "; ".join(f"{one.key} ({one.title})" for one in dimension.members.values())
            wrong = f"it cannot be told which member of {name} is the total; there are {told}."
            raise BadInput(file=table.file, wrong=wrong, mend=f"Say which one: --map KEY={name}.")
        fixed[name] = key
    return fixed


def _placed(
    table: Table, wanted: _Wanted, measure: str, factor: float, occupation: Dimension, fixed: Mapping[str, str]
) -> Iterator[Placed]:
    kinds = {kind: [one.key for one in table.dimensions.values() if one.kind == kind] for kind in (TIME, GEO)}
    if len(kinds[TIME]) != 1 or len(kinds[GEO]) > 1:
        wrong = f"has {len(kinds[TIME])} dimensions of time and {len(kinds[GEO])} of place."
        raise BadInput(file=table.file, wrong=wrong, mend="Choose a table with one of time and at most one of place.")
    for one in table.observations([measure]):
        year = _YEAR.fullmatch(one.keys[kinds[TIME][0]])
        group = _group(occupation.members[one.keys[occupation.key]])
        if year is None or group is None or any(one.keys[name] != key for name, key in fixed.items()):
            continue
        region = one.keys[kinds[GEO][0]] if kinds[GEO] else lm.COUNTRY
        code, label = group
        record = lm.FigureRecord(
            indicator=wanted.indicator,
            system=BRC,
            code=code,
            label=label,
            region=lm.COUNTRY if region in _COUNTRY else region,
            period=year[1],
            value=_value(one, factor),
            low=None,
            high=None,
            group_size=None,
            category="",
            note=one.note,
        )
        yield one.file, None, record


def _value(one: Observation, factor: float) -> float | None:
    if one.value is None:
        if len(one.note) > len("unpublished"):
            wrong = f"row {one.row} has {one.text!r}, which is no number."
            raise BadInput(file=one.file, wrong=wrong, mend="Look whether the right measure is mapped to value.")
        return None
    if one.value < 0:
        wrong = f"row {one.row} has {one.value:g}, below zero."
        raise BadInput(file=one.file, wrong=wrong, mend="Look whether the right measure is mapped to value.")
    return one.value * factor


def _group(member: Member) -> tuple[str, str] | None:
    """Return code and name of a group of BRC 2014; None for a member that is none, such as a level of work.

    CBS shortens long titles; the description then may open with the whole name, followed by a colon.
    """
    if member.title.casefold() == "totaal":
        return lm.TOTAL, member.title
    found = _GROUP.fullmatch(member.title)
    if not found:
        return None
    start = re.sub(r"\s*\.+$", "", found[2])
    whole = member.description.partition(":")[0].strip()
    is_same = len(whole) < 120 and whole.casefold().startswith(start.casefold())
    return found[1], whole if found[2].endswith(".") and is_same else found[2]
