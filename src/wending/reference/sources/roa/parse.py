"""From mapped CSV of ROA to figures: ITA per type of education and ITKB per occupation, up to a horizon. Pure.

The period of a figure is its horizon, the last year that the forecast speaks of. Classes keep the words of ROA.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.sources.figures import ABOUT, Placed, bounds_of, figure, single, some
from wending.reference.sources.mapped import Layout, MappedRow, read_mapped

ROA = "roa"
_NUMBERS = ("ita", "itkb")
LAYOUT = Layout(
    required=("horizon", "code"),
    optional=(*ABOUT, *bounds_of(_NUMBERS)),
    one_of=("ita", "ita_class", "itkb", "itkb_class"),
    numbers=(*_NUMBERS, *bounds_of(_NUMBERS)),
)
# Indicator, field, highest value: an ITKB is a share.
_INDICATORS = (("outlook", "ita", float("inf")), ("bottleneck", "itkb", 1.0))


def parse_roa(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield outlooks and bottlenecks; raise BadInput at a mistake."""
    rows = read_mapped(files, columns, LAYOUT)
    yield from some(files[0][0], single(one for row in rows for one in _outlook(row)), what="figures")


def _outlook(row: MappedRow) -> Iterator[Placed]:
    horizon, code = row.period("horizon"), row.text("code")
    for indicator, field, highest in _INDICATORS:
        amount, low, high = (row.number(f"{field}{end}", 0, highest) for end in ("", "_low", "_high"))
        yield from figure(
            row,
            indicator,
            amount,
            system=ROA,
            code=code,
            period=horizon,
            category=row.cells[f"{field}_class"],
            bounds=(low, high),
        )
