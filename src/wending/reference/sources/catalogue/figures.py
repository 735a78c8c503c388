"""A small dated extract of published figures that comes with Wending, so that it shows real ones before any download.

Each row names the source it belongs to: it comes in as a release of that source, under its terms and credit, and gives
way to the whole table once that is loaded. It is no part of the release of the catalogue.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from wending.reference.rules import labour_market as lm
from wending.reference.rules.indicators import INDICATORS
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import BRC, Finding, Row, found, read_rows

FILE = "figures.csv"
COLUMNS = ("source", "table", "indicator", "system", "code", "label", "period", "value", "note")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_BROADER = {code[:digits] for code in BRC for digits in (2, 3)}


def read_figures(folder: Traversable) -> list[Row]:
    """Return the rows of the extract; raise BadInput when it is no table."""
    return [*read_rows(folder / FILE, "", COLUMNS)]


def figure_mistakes(rows: list[Row]) -> Iterator[Finding]:
    """Yield every mistake that keeps the extract from being loaded."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        for column in ("source", "table", "code", "label"):
            if not row[column]:
                yield found(row, f"has no {column}.", "Write it.")
        if row["indicator"] not in INDICATORS:
            yield found(row, f"the indicator is {row['indicator']!r}.", "Write a key of rules/indicators.py.")
        if not re.fullmatch(r"20[0-9]{2}(-Q[1-4])?", row["period"]):
            yield found(row, f"the period is {row['period']!r}.", "Write 2024 or 2024-Q3.")
        if row["system"] == "brc2014" and row["code"] not in BRC | _BROADER | {lm.TOTAL}:
            yield found(row, f"{row['code']} is no code of BRC 2014.", f"Correct it, or write {lm.TOTAL}.")
        if bool(row["value"]) == bool(row["note"]) or (row["value"] and not _NUMBER.fullmatch(row["value"])):
            what = f"the value is {row['value']!r} and the note {row['note']!r}."
            yield found(row, what, "Write a number, or why there is none.")
        identity = tuple(row[column] for column in ("source", "indicator", "system", "code", "period"))
        if identity in seen:
            yield found(row, f"is about the same as line {seen[identity]}.", "Remove one of both.")
        seen.setdefault(identity, row.line)


def extracted(source: str) -> list[lm.FigureRecord]:
    """Return the figures of one source in the extract, none when it holds none; raise BadInput at a mistake."""
    rows = read_figures(files(__package__) / "files")
    for mistake in figure_mistakes(rows):
        raise BadInput(file=mistake.file, line=mistake.line, wrong=mistake.what, mend=mistake.mend)
    return [_record(row) for row in rows if row["source"] == source]


@cache
def sources_in_extract() -> frozenset[str]:
    """Return the sources of which the extract holds figures."""
    return frozenset(row["source"] for row in read_figures(files(__package__) / "files"))


def _record(row: Row) -> lm.FigureRecord:
    return lm.FigureRecord(
        indicator=row["indicator"],
        system=row["system"],
        code=row["code"],
        label=row["label"],
        region=lm.COUNTRY,
        period=row["period"],
        value=float(row["value"]) if row["value"] else None,
        low=None,
        high=None,
        group_size=None,
        category="",
        note=row["note"],
    )
