"""Small extracts of what others published that come with Wending, so that it shows real figures before any download:
hourly wages, and which group of BRC 2014 each ISCO-08 unit group falls under.

An extract comes in as a release of the source it was taken from, under its terms and credit, and gives way to the whole
once that is loaded. It is no part of the release of the catalogue.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.rules.indicators import INDICATORS
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import BRC, Finding, Row, found, read_rows, repeated

FIGURES, FIGURE_COLUMNS = (
    "figures.csv",
    ("source", "table", "indicator", "system", "code", "label", "period", "value", "note"),
)
LINKS, LINK_COLUMNS = "isco_brc.csv", ("isco", "brc")
LINKS_SOURCE, LINKS_VERSION = "cbs-brc", "2014"
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_BROADER = {code[:digits] for code in BRC for digits in (2, 3)}


def read_figures(folder: Traversable) -> list[Row]:
    """Return the rows of the figures; raise BadInput when they are no table."""
    return [*read_rows(folder / FIGURES, "", FIGURE_COLUMNS)]


def read_links(folder: Traversable) -> list[Row]:
    """Return the rows from ISCO-08 to BRC 2014; raise BadInput when they are no table."""
    return [*read_rows(folder / LINKS, "", LINK_COLUMNS)]


def figure_mistakes(rows: list[Row]) -> Iterator[Finding]:
    """Yield every mistake that keeps the figures from being loaded."""
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


def link_mistakes(rows: list[Row]) -> Iterator[Finding]:
    """Yield every mistake that keeps the correspondence from being loaded."""
    yield from repeated(rows, "isco")
    for row in rows:
        if not re.fullmatch(r"[0-9]{4}", row["isco"]):
            yield found(row, f"{row['isco']!r} is no ISCO-08 unit group.", "Write its four digits.")
        if row["brc"] not in BRC:
            yield found(row, f"{row['brc']!r} is no group of BRC 2014.", "Write its four digits.")


def extracted(source: str) -> tuple[str, list[Any]]:
    """Return the edition and the records of one source that come along, nothing when there are none.

    Raise BadInput at a mistake.
    """
    here = files(__package__) / "files"
    if source == LINKS_SOURCE:
        links = read_links(here)
        _refuse(link_mistakes(links))
        return LINKS_VERSION, [lm.CodeLinkRecord("isco08", row["isco"], "brc2014", row["brc"]) for row in links]
    figures = read_figures(here)
    _refuse(figure_mistakes(figures))
    own = [_record(row) for row in figures if row["source"] == source]
    return max((figure.period for figure in own), default=""), own


@cache
def sources_in_extract() -> frozenset[str]:
    """Return the sources of which something comes along."""
    return frozenset({LINKS_SOURCE} | {row["source"] for row in read_figures(files(__package__) / "files")})


def _refuse(mistakes: Iterator[Finding]) -> None:
    for mistake in mistakes:
        raise BadInput(file=mistake.file, line=mistake.line, wrong=mistake.what, mend=mistake.mend)


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
