"""The catalogue as it was written down: its rows with the file and line they stand on, and all that is wrong with them.

Terms: a *finding* is a mistake at a line, with what to do about it. This module looks at each cell and at the codes
that rows use of each other; how the texts read is judged in `check`, records for the database are made in `parse`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from wending.reference.rules.records import BadInput
from wending.reference.sources.tables import read_table

LANGUAGES = ("nl", "en")
SKILL_TYPES = ("skill", "knowledge", "attitude", "language")
NLQF_LEVELS = ("1", "2", "3", "4", "4+", "5", "6", "7", "8")
SKILLS_LEAST, SKILLS_MOST = 8, 20
# The six work values of the theory of work adjustment, in the order in which O*NET tells them.
WORK_VALUES = ("achievement", "conditions", "recognition", "relationships", "support", "independence")
VALUES_LEAST, VALUES_MOST = 2, 3
CONDITIONS = ("physical", "evenings", "outdoors", "people", "screens")
# Sections of the SBI, the Dutch standard classification of industries.
SBI_SECTIONS, SBI_MOST = "ABCDEFGHIJKLMNOPQRSTU", 4
REGULATED = {"yes": True, "no": False, "": None}

_GROUP_COLUMNS = ("code", "uri", "broader", "name_nl", "name_en")
_ISCO_COLUMNS = ("code", "name_nl", "name_en")
_SKILL_COLUMNS = ("id", "uri", "type", "group", "name_nl", "name_en", "also_nl", "also_en")
_OCCUPATION_COLUMNS = (
    *("id", "esco", "isco", "title_nl", "title_en", "also_nl", "also_en", "line_nl", "line_en"),
    *("nlqf_low", "nlqf_high", "riasec", "values", "conditions", "sbi", "brc", "regulated", "essential", "optional"),
)
# Cells that list codes between spaces; other lists are of names, between bars.
_CODES = {
    "essential",
    "optional",
    "values",
    "conditions",
    "sbi",
    "leads_to",
    "teaches",
    "entry",
    "requires",
    "only_for",
    "programmes",
}
# The groups of BRC 2014 whose code and name are known for certain.
_BRC = (
    "0111 0112 0113 0114 0115 0121 0131 0211 0212 0213 0214 0215 0221 0222 0311 0321 0331 0332 0333 0334 0411 0412 "
    "0413 0414 0415 0421 0422 0423 0431 0432 0433 0434 0435 0511 0521 0522 0531 0532 0533 0534 0535 0536 0541 0542 "
    "0543 0551 0611 0612 0621 0631 0632 0633 0634 0711 0712 0713 0714 0721 0722 0723 0731 0732 0733 0734 0735 0741 "
    "0742 0743 0744 0751 0752 0753 0754 0755 0761 0771 0772 0781 0811 0812 0821 0822 0911 0912 0913 0921 1011 1012 "
    "1013 1021 1022 1031 1032 1033 1034 1035 1041 1051 1111 1112 1113 1114 1115 1116 1121 1122 1211 1212 1213 1214 "
    "1215 1221 1222 1311"
)
BRC = frozenset(_BRC.split())
_NAMES_FILE = re.compile(r"skill_names_([a-z]{2})\.csv")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RIASEC = re.compile(r"[RIASEC]{1,3}")
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OCCUPATION_URI = re.compile(rf"http://data\.europa\.eu/esco/occupation/{_UUID}")
_SKILL_URI = re.compile(rf"http://data\.europa\.eu/esco/skill/({_UUID}|[A-Za-z0-9.]+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: where it stands, what is wrong, what to do about it; `code` and its values are for pages."""

    file: str
    line: int
    what: str
    mend: str
    code: str = ""
    about: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one file; `cells` by name of column."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of one cell."""
        return self.cells[column]

    def listed(self, column: str) -> list[str]:
        """Return the names that a cell lists between bars, or the codes between spaces."""
        parts = self.cells[column].split() if column in _CODES else self.cells[column].split("|")
        return [part.strip() for part in parts if part.strip()]


@dataclass(slots=True)
class Catalogue:
    """All rows by kind. The sector of an occupation is the name of the file it stands in.

    `names`, by language, are everyday names of ESCO skills that the catalogue itself does not use.
    """

    isco: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)
    skills: list[Row] = field(default_factory=list)
    occupations: list[Row] = field(default_factory=list)
    names: dict[str, list[Row]] = field(default_factory=dict)


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read all files of the catalogue in the order of their names; raise BadInput when one is no table."""
    sectors = sorted(
        (file for file in (folder / "occupations").iterdir() if file.name.endswith(".csv")), key=lambda file: file.name
    )
    names = {match[1]: file for file in folder.iterdir() if (match := _NAMES_FILE.fullmatch(file.name))}
    return Catalogue(
        isco=[*read_rows(folder / "isco08.csv", "", _ISCO_COLUMNS)],
        groups=[*read_rows(folder / "skill_groups.csv", "", _GROUP_COLUMNS)],
        skills=[*read_rows(folder / "skills.csv", "", _SKILL_COLUMNS)],
        occupations=[row for file in sectors for row in read_rows(file, "occupations/", _OCCUPATION_COLUMNS)],
        names={lang: [*read_rows(names[lang], "", ("uri", f"name_{lang}"))] for lang in sorted(names)},
    )


def mistakes(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield every mistake that keeps the catalogue from being loaded, file by file from top to bottom."""
    isco = {row["code"] for row in catalogue.isco}
    groups = {row["code"] for row in catalogue.groups}
    skills = {row["id"] for row in catalogue.skills}
    yield from repeated(catalogue.isco, "code")
    yield from repeated(catalogue.groups, "code")
    yield from repeated(catalogue.groups, "uri")
    yield from repeated(catalogue.skills, "id")
    yield from repeated(catalogue.skills, "uri")
    yield from repeated(catalogue.occupations, "id")
    yield from repeated(catalogue.occupations, "esco")
    for lang, rows in catalogue.names.items():
        yield from repeated(rows, "uri")
        for row in rows:
            if not _SKILL_URI.fullmatch(row["uri"]) or not row[f"name_{lang}"]:
                yield found(row, "has no address of an ESCO skill or no name.", "Give both, or remove the row.")
    for row in catalogue.isco:
        yield from _isco_mistakes(row, isco)
    for row in catalogue.groups:
        yield from _group_mistakes(row, groups)
    for row in catalogue.skills:
        yield from _skill_mistakes(row, groups)
    for row in catalogue.occupations:
        yield from _occupation_mistakes(row, isco, skills)


def read_rows(file: Traversable, folder: str, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of one file, named after its folder; raise BadInput when it is no table."""
    name = folder + file.name
    for line, values in read_table(name, file.read_bytes(), delimiter=",", required=columns):
        yield Row(name, line, dict(zip(columns, values, strict=True)))


def found(row: Row, what: str, mend: str, code: str = "", *about: str | int) -> Finding:
    """Return a finding at a row."""
    return Finding(row.file, row.line, what, mend, code, about)


def refused(error: BadInput, mend: str = "") -> Finding:
    """Return why a file is refused as a finding, with other advice where that says more."""
    return Finding(error.file, error.line or 1, error.wrong, mend or error.mend, error.code, error.about)


def repeated(rows: list[Row], column: str) -> Iterator[Finding]:
    """Yield values of a column that stand in two rows."""
    seen: dict[str, Row] = {}
    for row in rows:
        value = row[column]
        if value and value in seen:
            other = seen[value]
            what = f"the {column} {value} stands at {other.file}, line {other.line} already."
            mend = "Give each row its own, or remove one of both."
            yield found(row, what, mend, "twice", column, value, other.file, other.line)
        seen.setdefault(value, row)


def _isco_mistakes(row: Row, codes: set[str]) -> Iterator[Finding]:
    code = row["code"]
    if not re.fullmatch(r"[0-9]{1,4}", code):
        yield found(row, f"{code!r} is not an ISCO-08 code.", "Write one to four digits.")
    elif len(code) > 1 and code[:-1] not in codes:
        yield found(row, f"the group {code[:-1]} above {code} is absent.", "Add it.")


def _group_mistakes(row: Row, codes: set[str]) -> Iterator[Finding]:
    if not row["code"] or not row["uri"].startswith("http://data.europa.eu/esco/"):
        yield found(row, "has no code or no ESCO address.", "Take both from the ESCO skill groups.")
    if row["broader"] and row["broader"] not in codes:
        yield found(row, f"falls under {row['broader']}, which is no group here.", "Add that group, or correct it.")
    yield from absent(row, "name")


def _skill_mistakes(row: Row, groups: set[str]) -> Iterator[Finding]:
    yield from id_mistake(row)
    if row["uri"] and not _SKILL_URI.fullmatch(row["uri"]):
        yield found(row, f"{row['uri']} is not the address of an ESCO skill.", "Correct it, or leave it empty.")
    if row["type"] not in SKILL_TYPES:
        yield found(row, f"{row['type']!r} is no type of skill.", f"Write one of {', '.join(SKILL_TYPES)}.")
    if row["group"] not in groups:
        what = f"the group {row['group'] or '(none)'} is not in skill_groups.csv."
        yield found(row, what, "Correct the code, or add the group.")
    yield from absent(row, "name")


def _occupation_mistakes(row: Row, isco: set[str], skills: set[str]) -> Iterator[Finding]:
    yield from id_mistake(row)
    tests: tuple[tuple[str, Callable[[str], object], str], ...] = (
        ("esco", lambda uri: not uri or _OCCUPATION_URI.fullmatch(uri), "Give the address in ESCO, or leave it empty."),
        ("isco", lambda code: len(code) == 4 and code in isco, "Write the four digits of an ISCO-08 unit group."),
        ("riasec", lambda code: _RIASEC.fullmatch(code) and len(set(code)) == len(code), "Write 1 to 3 of RIASEC."),
        ("nlqf_low", NLQF_LEVELS.__contains__, f"Write one of {' '.join(NLQF_LEVELS)}."),
        ("nlqf_high", NLQF_LEVELS.__contains__, f"Write one of {' '.join(NLQF_LEVELS)}."),
        ("values", _are_values, f"Rank {VALUES_LEAST} or {VALUES_MOST} of {' '.join(WORK_VALUES)}."),
        ("conditions", _are_conditions, f"Take from {' '.join(CONDITIONS)}, in that order."),
        ("sbi", _are_sections, f"Write 1 to {SBI_MOST} letters of SBI sections, A to U, in order."),
        ("brc", lambda code: not code or code in BRC, "Write a group of BRC 2014, or leave it empty."),
        ("regulated", REGULATED.__contains__, "Write yes or no; leave it empty when it is not certain."),
    )
    for column, is_right, mend in tests:
        if not is_right(row[column]):
            yield found(row, f"{column} is {row[column]!r}.", mend)
    low, high = row["nlqf_low"], row["nlqf_high"]
    if {low, high} <= set(NLQF_LEVELS) and NLQF_LEVELS.index(low) > NLQF_LEVELS.index(high):
        yield found(row, f"the NLQF levels run from {low} down to {high}.", "Put the lower one first.")
    yield from absent(row, "title")
    yield from absent(row, "line")
    used = row.listed("essential") + row.listed("optional")
    for skill in dict.fromkeys(used):
        if skill not in skills:
            yield found(row, f"the skill {skill} is not in skills.csv.", "Correct the id, or add the skill.")
        if used.count(skill) > 1:
            yield found(row, f"the skill {skill} is listed twice.", "Keep it as essential or as optional.")
    if not SKILLS_LEAST <= len(set(used)) <= SKILLS_MOST or not row.listed("essential"):
        what = f"has {len(set(used))} skills, {len(row.listed('essential'))} of them essential."
        yield found(row, what, f"Give {SKILLS_LEAST} to {SKILLS_MOST}, some of them essential.")


def _are_values(cell: str) -> bool:
    values = cell.split()
    return VALUES_LEAST <= len(values) <= VALUES_MOST and len({*values} & {*WORK_VALUES}) == len(values)


def _are_conditions(cell: str) -> bool:
    return cell.split() == [name for name in CONDITIONS if name in cell.split()]


def _are_sections(cell: str) -> bool:
    sections = cell.split()
    return 1 <= len(sections) <= SBI_MOST and sections == [one for one in SBI_SECTIONS if one in sections]


def id_mistake(row: Row) -> Iterator[Finding]:
    """Yield an id that is not plain."""
    if not _ID.fullmatch(row["id"]):
        yield found(row, f"the id {row['id']!r} is not plain.", "Use small letters, digits and single hyphens.")


def absent(row: Row, column: str) -> Iterator[Finding]:
    """Yield the languages in which a column is empty."""
    for lang in LANGUAGES:
        if not row[f"{column}_{lang}"]:
            yield found(row, f"{column}_{lang} is empty.", "Write it: the catalogue is in Dutch and in English.")
