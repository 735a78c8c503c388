"""Which column of an export holds what: headings that Dutch administration systems commonly use, and a school's own.

The defaults are our own list, not a layout that a supplier vouches for. A mapping file (TOML) adds to it. Pure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wending.reference.rules.records import BadInput
from wending.school.sources.cells import plain, private

# What a column can hold, and its usual headings. `learner` and `staff` are numbers in the administration system.
_HEADINGS: Mapping[str, str] = {
    "learner": "stamnummer stamnr leerlingnummer leerlingnr llnr studentnummer deelnemernummer",
    "staff": "personeelsnummer personeelsnr medewerkernummer medewerkernr docentnummer",
    "eckid": "eckid",
    "abbreviation": "afkorting docentcode docentafkorting medewerkerafkorting",
    "first": "roepnaam voornaam",
    "infix": "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tussenv",
    "last": "achternaam",
    "school": "vestiging brin brincode schoolcode",
    "year": "schooljaar lesperiode",
    "grade": "leerjaar jaargroep",
    "group": "klas stamgroep stamklas basisgroep groep groepsnaam klasnaam",
    "other_groups": "lesgroepen clustergroepen",
    "mentor": "mentor mentorcode mentorafkorting",
    "mentor_group": "mentorklas mentorgroep",
    "role": "functie rol",
    "begins": "begindatum ingangsdatum begindatumplaatsing",
    "ends": "einddatum einddatumplaatsing",
}
DEFAULTS: Mapping[str, str] = {name: field_ for field_, names in _HEADINGS.items() for name in names.split()}
FIELDS = tuple(_HEADINGS)
_KEYS = {"school", "year", "whole", "ignore", "columns"}
_WHOLE = ("learners", "staff")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping: `columns` by plain heading, what is fixed for all files, and which kinds of people are all there."""

    school: str = ""
    year: str = ""
    whole: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, column: str) -> str:
        """Return what a column holds, "" when that is not known."""
        name = plain(column)
        return self.columns.get(name) or DEFAULTS.get(name, "")


def read_mapping(name: str, content: bytes) -> ColumnMap:
    """Read a mapping file. Raise BadInput naming what is wrong."""

    def bad(wrong: str, mend: str) -> BadInput:
        return BadInput(file=name, wrong=wrong, mend=mend)

    try:
        said = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise bad(f"cannot be read as TOML ({problem}).", 'Write lines such as "Llnr" = "learner".') from problem
    if unknown := sorted(said.keys() - _KEYS):
        raise bad(f"has {', '.join(unknown)}, which means nothing here.", f"Use {', '.join(sorted(_KEYS))}.")
    columns = said.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(value, str) for value in columns.values()):
        raise bad("columns is no table of texts.", 'Write lines such as "Llnr" = "learner" under [columns].')
    for column, value in columns.items():
        if value not in FIELDS:
            raise bad(f"maps {column} to {value}, which is no field.", f"The fields are {', '.join(FIELDS)}.")
        if private(column):
            raise bad(f"maps {column}, which is never read.", "Remove that line.")
    lists = {key: _texts(said.get(key, [])) for key in ("whole", "ignore")}
    texts = {key: said.get(key, "") for key in ("school", "year")}
    for key, value in (lists | texts).items():
        if value is None or not isinstance(value, str | tuple):
            raise bad(f"{key} is not written as it should be.", 'Write whole = ["learners"] or year = "2026-2027".')
    whole, ignore = lists["whole"] or (), lists["ignore"] or ()
    if wrong := [value for value in whole if value not in _WHOLE]:
        raise bad(f"says that {', '.join(wrong)} are whole.", 'Write whole = ["learners", "staff"], or one of them.')
    return ColumnMap(
        school=texts["school"],
        year=texts["year"],
        whole=frozenset(whole),
        ignore=frozenset(map(plain, ignore)),
        columns={plain(column): value for column, value in columns.items()},
    )


def mapping_to_json(mapping: ColumnMap) -> dict[str, Any]:
    """Return a mapping as JSON."""
    return {
        "school": mapping.school,
        "year": mapping.year,
        "whole": sorted(mapping.whole),
        "ignore": sorted(mapping.ignore),
        "columns": dict(mapping.columns),
    }


def mapping_from_json(said: Mapping[str, Any]) -> ColumnMap:
    """Return the mapping that `mapping_to_json` wrote down."""
    lists = {key: frozenset(said.get(key, ())) for key in ("whole", "ignore")}
    return ColumnMap(said.get("school", ""), said.get("year", ""), columns=dict(said.get("columns", {})), **lists)


def found(file: str, columns: Sequence[str], mapping: ColumnMap) -> dict[str, str]:
    """Return the column of each field that a file has. Raise BadInput when two columns say they hold one field."""
    result: dict[str, str] = {}
    for column in columns:
        name = "" if private(column) or plain(column) in mapping.ignore else mapping.field_of(column)
        if name and name in result:
            wrong = f"has two columns for {name}: {result[name]} and {column}."
            mend = "Put one of them under ignore in the mapping file."
            about = (name, result[name], column)
            raise BadInput(file=file, line=1, wrong=wrong, mend=mend, code="field-twice", about=about)
        if name:
            result[name] = column
    return result


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return None
