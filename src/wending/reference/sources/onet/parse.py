"""From the official O*NET text zip to records. Pure: a stream in, contents out. Tables other than the list of
occupations may be absent; tables that Wending does not use are not read. Values stay on their published scales.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of
from wending.reference.sources.archive import Archive, open_archive
from wending.reference.sources.tables import read_table

_OFFICIAL = "Use the zip file as it was downloaded from the O*NET Resource Center (text)."
_CODE = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_OCCUPATIONS = "Occupation Data.txt"
Domain = Literal["interest", "value", "style", "skill", "knowledge", "job_zone", "education"]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale that is read from a table of values: lowest and highest value that can occur."""

    low: float
    high: float


_VALUES: dict[str, tuple[Domain, dict[str, _Scale]]] = {
    "Interests.txt": ("interest", {"OI": _Scale(1, 7), "IH": _Scale(0, 6)}),
    "Work Values.txt": ("value", {"EX": _Scale(1, 7), "VH": _Scale(0, 6)}),
    "Work Styles.txt": ("style", {"IM": _Scale(1, 5)}),
    "Skills.txt": ("skill", {"IM": _Scale(1, 5), "LV": _Scale(0, 7)}),
    "Knowledge.txt": ("knowledge", {"IM": _Scale(1, 5), "LV": _Scale(0, 7)}),
    "Education, Training, and Experience.txt": ("education", {"RL": _Scale(0, 100)}),
}
_TEXTS: tuple[tuple[str, Literal["task", "activity", "title", "technology"], str], ...] = (
    ("Task Statements.txt", "task", "Task"),
    ("Tasks to DWAs.txt", "activity", "DWA Title"),
    ("Alternate Titles.txt", "title", "Alternate Title"),
    ("Sample of Reported Titles.txt", "title", "Reported Job Title"),
    ("Technology Skills.txt", "technology", "Example"),
)


def parse_onet(name: str, stream: BinaryIO) -> Contents:
    """Read an O*NET text zip from a seekable stream into contents; raise BadInput naming file, line and mend."""
    archive = open_archive(name, stream)
    if _OCCUPATIONS not in archive.members:
        raise r.BadInput(file=name, wrong=f"the table {_OCCUPATIONS} is missing.", mend=_OFFICIAL)
    codes: dict[str, str] = {}
    records: list[Any] = [*_occupations(archive, codes)]
    elements: dict[str, str] = {}
    for member, (domain, scales) in _VALUES.items():
        if member in archive.members:
            records += _values(archive, member, domain, scales, codes, elements)
    if "Job Zones.txt" in archive.members:
        records += _job_zones(archive, codes)
    for member, text_type, column in _TEXTS:
        if member in archive.members:
            for line, [code, text] in _rows(archive, member, ["O*NET-SOC Code", column]):
                if text:
                    records.append(r.OnetTextRecord(_known(archive, member, line, code, codes), text_type, text))
    records += [r.ElementRecord(element, title) for element, title in elements.items()]
    return contents_of("onet", "en", records)


def _rows(archive: Archive, member: str, required: list[str]) -> Iterator[tuple[int, list[str]]]:
    return read_table(archive.place(member), archive.read(member), delimiter="\t", required=required)


def _bad(archive: Archive, member: str, line: int, wrong: str, mend: str = _OFFICIAL) -> r.BadInput:
    return r.BadInput(file=archive.place(member), line=line, wrong=wrong, mend=mend)


def _occupations(archive: Archive, codes: dict[str, str]) -> Iterator[r.OnetOccupationRecord]:
    for line, [code, title, description] in _rows(archive, _OCCUPATIONS, ["O*NET-SOC Code", "Title", "Description"]):
        if not _CODE.fullmatch(code):
            raise _bad(archive, _OCCUPATIONS, line, f"{code!r} is no O*NET-SOC code.", "Write it as 11-1011.00.")
        if code in codes:
            raise _bad(archive, _OCCUPATIONS, line, f"{code} comes twice.", "Remove one of both rows.")
        codes[code] = code
        yield r.OnetOccupationRecord(code, title, description)


def _known(archive: Archive, member: str, line: int, code: str, codes: dict[str, str]) -> str:
    if code not in codes:
        wrong = f"refers to {code or 'nothing'}, which {_OCCUPATIONS} does not hold."
        raise _bad(archive, member, line, wrong, "Use tables of one and the same O*NET version.")
    return codes[code]


def _number(archive: Archive, member: str, line: int, text: str, scale: _Scale) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not scale.low <= value <= scale.high:
        wrong = f"{text!r} is not a number from {scale.low:g} to {scale.high:g}."
        raise _bad(archive, member, line, wrong)
    return value


def _values(
    archive: Archive,
    member: str,
    domain: Domain,
    scales: dict[str, _Scale],
    codes: dict[str, str],
    elements: dict[str, str],
) -> Iterator[r.TraitRecord]:
    columns = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value"]
    is_share = domain == "education"
    for line, row in _rows(archive, member, [*columns, "Category"] if is_share else columns):
        code, element, title, scale, text = row[:5]
        if scale not in scales:
            continue
        if is_share and not (row[5].isascii() and row[5].isdigit() and len(row[5]) <= 2):
            raise _bad(archive, member, line, f"{row[5]!r} is no category of education.")
        elements.setdefault(element, title)
        value = _number(archive, member, line, text, scales[scale])
        name = f"{scale}{row[5]}" if is_share else scale
        yield r.TraitRecord(_known(archive, member, line, code, codes), domain, element, name, value)


def _job_zones(archive: Archive, codes: dict[str, str]) -> Iterator[r.TraitRecord]:
    member = "Job Zones.txt"
    for line, [code, text] in _rows(archive, member, ["O*NET-SOC Code", "Job Zone"]):
        value = _number(archive, member, line, text, _Scale(1, 5))
        yield r.TraitRecord(_known(archive, member, line, code, codes), "job_zone", "JZ", "JZ", value)
