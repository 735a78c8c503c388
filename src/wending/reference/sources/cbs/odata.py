"""Reads the saved pages of one table of CBS open data, of OData version 3 or 4, into one shape. Pure.

Terms: a *dimension* (Beroep, Perioden) has *members*, each with a key and a title; a *measure* is what is counted; an
*observation* is a value of one measure for one member of each dimension. Version 3 has one row per combination with a
column per measure, described in DataProperties; version 4 has one row per observation, described in Dimensions and
MeasureCodes. Keys are padded with spaces. Which measure is wanted is up to `parse`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from wending.reference.rules.records import BadInput
from wending.reference.sources.tables import decode

TIME, GEO, OTHER = "time", "geo", "other"
_DATA = {"TypedDataSet": 3, "UntypedDataSet": 3, "Observations": 4}
_NEXT = {3: "odata.nextLink", 4: "@odata.nextLink"}
_AGAIN = "Fetch the table again: ./wending fetch cbs TABLE."
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a dimension."""

    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension with its members by key. `kind` is TIME, GEO or OTHER."""

    key: str
    kind: str
    members: dict[str, Member]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, in which unit; `group` is the title of the heading it stands under."""

    key: str
    title: str
    unit: str
    group: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One value with the members it is about, by dimension. Without a value `note` tells why; texts stand in `text`."""

    file: str
    row: int
    keys: dict[str, str]
    measure: str
    value: float | None
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `about` is what CBS tells of it: Title, Period or TemporalCoverage, Modified."""

    file: str
    version: int
    about: dict[str, Any]
    dimensions: dict[str, Dimension]
    measures: dict[str, Measure]
    pages: list[tuple[str, Rows]]

    def observations(self, measures: Collection[str]) -> Iterator[Observation]:
        """Yield the values of these measures; raise BadInput for a member that its dimension does not have."""
        for file, rows in self.pages:
            for number, row in enumerate(rows, start=1):
                keys = self._keys(file, number, row)
                if self.version == 4:
                    measure = str(row.get("Measure", "")).strip()
                    if measure in measures:
                        yield Observation(file, number, keys, measure, *_value4(file, number, row))
                else:
                    for measure in measures:
                        if measure not in row:
                            raise _bad(file, number, f"has no column {measure}.")
                        yield Observation(file, number, keys, measure, *_value3(row[measure]))

    def _keys(self, file: str, number: int, row: Mapping[str, Any]) -> dict[str, str]:
        keys = {}
        for name, dimension in self.dimensions.items():
            key = str(row.get(name, "")).strip()
            if key not in dimension.members:
                raise _bad(file, number, f"has {key or 'nothing'} for {name}, which {name} does not list.")
            keys[name] = key
        return keys


@dataclass(slots=True)
class _Saved:
    """What is in the files, by entity: the rows, the files with data, the table they are of, how many pages go on."""

    rows: dict[str, Rows] = field(default_factory=dict)
    pages: dict[str, list[tuple[str, Rows]]] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)


def read_odata(files: Sequence[tuple[str, bytes]]) -> Table:
    """Return the table whose pages and metadata the files hold; raise BadInput naming the file."""
    saved = _Saved()
    for name, content in files:
        _add(saved, name, content)
    data = [entity for entity in _DATA if entity in saved.pages]
    first = files[0][0]
    if len(data) != 1:
        wrong = f"{' and '.join(data) or 'no data'} among the files, where one of {', '.join(_DATA)} is needed."
        raise BadInput(file=first, wrong=wrong, mend="Give all JSON files of one table, and nothing else.")
    if len(saved.tables) > 1:
        wrong = f"is of another table than {next(iter(saved.tables.values()))}."
        raise BadInput(file=[*saved.tables.values()][1], wrong=wrong, mend="Give the files of one table.")
    for entity, ends in saved.ends.items():
        if ends != 1:
            wrong = f"the last page of {entity} is {'missing' if ends == 0 else 'there more than once'}."
            raise BadInput(file=saved.pages[entity][-1][0], wrong=wrong, mend=_AGAIN)
    version = _DATA[data[0]]
    pages = saved.pages[data[0]]
    if not any(rows for _file, rows in pages):
        raise BadInput(file=pages[0][0], wrong="holds no rows.", mend=_AGAIN)
    dimensions, measures = (_described3 if version == 3 else _described4)(first, saved)
    about = (saved.rows.get("TableInfos") or saved.rows.get("Properties") or [{}])[0]
    return Table(pages[0][0], version, about, dimensions, measures, pages)


def _add(saved: _Saved, name: str, content: bytes) -> None:
    payload = _json(name, content)
    context = str(payload.get("odata.metadata") or payload.get("@odata.context") or "")
    entity = _entity(name, context)
    rows = payload.get("value", [payload] if entity == "Properties" else None)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(file=name, wrong="is no page of CBS open data: it has no list of rows.", mend=_AGAIN)
    if "$metadata" in context:
        table = context.partition("/$metadata")[0].rpartition("/")[2].casefold()
        saved.tables.setdefault(table, name)
    saved.rows.setdefault(entity, []).extend(rows)
    saved.pages.setdefault(entity, []).append((name, rows))
    goes_on = any(payload.get(link) for link in _NEXT.values())
    saved.ends[entity] = saved.ends.get(entity, 0) + (not goes_on)


def _json(name: str, content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise BadInput(file=name, wrong="is empty.", mend=_AGAIN)
    try:
        payload = json.loads(decode(name, content), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        wrong = f"is no JSON, or cut off ({error.msg})."
        raise BadInput(file=name, line=error.lineno, wrong=wrong, mend=_AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(file=name, wrong=f"cannot be read as JSON ({error}).", mend=_AGAIN) from error
    if not isinstance(payload, dict):
        raise BadInput(file=name, wrong="is no page of CBS open data.", mend=_AGAIN)
    return payload


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no value")


def _entity(name: str, context: str) -> str:
    """Return what a page is of: as it says itself, else by the name of the file without number."""
    if "#" in context:
        fragment = re.split(r"[(&/]", context.rpartition("#")[2])[0]
        return fragment.rpartition(".")[2]
    return re.sub(r"-[0-9]+$", "", PurePath(name).stem)


def _described3(file: str, saved: _Saved) -> tuple[dict[str, Dimension], dict[str, Measure]]:
    properties = _needed(file, saved, "DataProperties")
    groups = {row.get("ID"): _text(row, "Title") for row in properties if row.get("Type") == "TopicGroup"}
    dimensions = {
        _text(row, "Key"): Dimension(
            _text(row, "Key"), _kind(_text(row, "Type")), _members(file, saved, _text(row, "Key"), "Key")
        )
        for row in properties
        if row.get("Type") not in ("Topic", "TopicGroup")
    }
    measures = {
        _text(row, "Key"): Measure(
            _text(row, "Key"), _text(row, "Title"), _text(row, "Unit"), groups.get(row.get("ParentID"), "")
        )
        for row in properties
        if row.get("Type") == "Topic"
    }
    return dimensions, measures


def _described4(file: str, saved: _Saved) -> tuple[dict[str, Dimension], dict[str, Measure]]:
    groups = {_text(row, "Id"): _text(row, "Title") for row in saved.rows.get("MeasureGroups", [])}
    dimensions = {}
    for row in _needed(file, saved, "Dimensions"):
        key = _text(row, "Identifier")
        members = _members(file, saved, f"{key}Codes", "Identifier")
        dimensions[key] = Dimension(key, _kind(_text(row, "Kind")), members)
    measures = {
        _text(row, "Identifier"): Measure(
            _text(row, "Identifier"),
            _text(row, "Title"),
            _text(row, "Unit"),
            groups.get(_text(row, "MeasureGroupId"), ""),
        )
        for row in _needed(file, saved, "MeasureCodes")
    }
    return dimensions, measures


def _kind(word: str) -> str:
    """Return the kind of a dimension: CBS writes TimeDimension, GeoDimension, GeoDetail, Dimension."""
    return TIME if word.startswith("Time") else GEO if word.startswith("Geo") else OTHER


def _members(file: str, saved: _Saved, entity: str, key: str) -> dict[str, Member]:
    rows = _needed(file, saved, entity)
    return {_text(row, key): Member(_text(row, key), _text(row, "Title"), _text(row, "Description")) for row in rows}


def _needed(file: str, saved: _Saved, entity: str) -> Rows:
    if entity not in saved.rows:
        wrong = f"{entity} is not among the files."
        raise BadInput(file=file, wrong=wrong, mend="Give all JSON files of the table, as ./wending fetch saves them.")
    return saved.rows[entity]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _value3(raw: Any) -> tuple[float | None, str, str]:
    """Return value, text and note of a cell: null and "." are unpublished, a blank cannot occur."""
    if raw is None:
        return None, "", "unpublished"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw), "", ""
    text = str(raw).strip()
    if _NUMBER.fullmatch(text):
        return float(text), text, ""
    return None, text, {"": "Impossible", ".": "unpublished"}.get(text, text)


def _value4(file: str, number: int, row: Mapping[str, Any]) -> tuple[float | None, str, str]:
    value, text, attribute = row.get("Value"), _text(row, "StringValue"), _text(row, "ValueAttribute")
    if value is None:
        return None, text, "" if text else "unpublished" if attribute in ("", "None") else attribute
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _bad(file, number, f"has {value!r} as a value, which is no number.")
    return float(value), text, ""


def _bad(file: str, number: int, wrong: str) -> BadInput:
    return BadInput(file=file, wrong=f"row {number} {wrong}", mend=_AGAIN)
