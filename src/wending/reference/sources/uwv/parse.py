"""From mapped CSV of UWV to records: the Spanningsindicator as figures, overstapberoepen as moves. Pure.

The layout of the downloads is not known to us, so columns are mapped; docs/sources tells the fields. A tension that the
file does not give is not computed here: UWV rounds and hides by rules of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.sources.figures import ABOUT, Placed, bounds_of, figure, single, some
from wending.reference.sources.mapped import Layout, MappedRow, read_mapped

UWV = "uwv"
TENSION = Layout(
    required=("period", "code"),
    optional=(*ABOUT, "short_ww", *bounds_of(["ratio"])),
    one_of=("ratio", "class", "vacancies"),
    numbers=("ratio", *bounds_of(["ratio"])),
)
MOVES = Layout(
    required=("period", "from_code", "to_code"),
    optional=("from_label", "to_label", "from_system", "to_system", "region", "count", "percent", "place"),
    numbers=("percent",),
)


def parse_tension(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield tension and open vacancies per occupation group, region and quarter; raise BadInput at a mistake."""
    rows = read_mapped(files, columns, TENSION)
    yield from some(files[0][0], single(one for row in rows for one in _tension(row)), what="figures")


def _tension(row: MappedRow) -> Iterator[Placed]:
    period, code = row.period(), row.text("code")
    yield from figure(
        row,
        "tension",
        row.number("ratio"),
        system=UWV,
        code=code,
        period=period,
        category=row.cells["class"],
        bounds=(row.number("ratio_low"), row.number("ratio_high")),
        group_size=row.whole("short_ww"),
    )
    yield from figure(row, "vacancies", row.count("vacancies"), system=UWV, code=code, period=period)


def parse_moves(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield moves between occupations; raise BadInput at a mistake."""
    rows = read_mapped(files, columns, MOVES)
    yield from some(files[0][0], single((row.file, row.line, _move(row)) for row in rows), what="moves")


def _move(row: MappedRow) -> lm.MoveRecord:
    percent = row.percent("percent").value
    return lm.MoveRecord(
        from_system=row.system(UWV, "from_system"),
        from_code=row.text("from_code"),
        from_label=row.cells["from_label"],
        to_system=row.system(UWV, "to_system"),
        to_code=row.text("to_code"),
        to_label=row.cells["to_label"],
        region=row.region(),
        period=row.period(),
        count=row.whole("count"),
        share=None if percent is None else percent / 100,
        place=row.whole("place", low=1),
    )
