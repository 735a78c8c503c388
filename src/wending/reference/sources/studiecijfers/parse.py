"""From mapped CSV with figures of studies to records, per programme and school, with the national figure beside. Pure.

Codes tell what a figure is about: "34560" a programme in the whole country, "34560/Hogeschool X" the one of a school,
"all" every programme together, "all/hbo-bachelor" those of a level. Percentages run from 0 to 100.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.sources.figures import ABOUT, NOTHING, Placed, bounds_of, figure, single, some
from wending.reference.sources.mapped import MAX_CODE, Amount, Layout, MappedRow, read_mapped

CROHO, ALL = "croho", "all"
_PERCENT = ("second_year", "diploma_in_time", "studies_on", "without_work", "work_at_level")
# The lowest and highest value that can be.
_NUMBERS = {"satisfaction": (1.0, 5.0), "contact_hours": (0.0, 60.0)}
INDICATORS = ("first_years", *_NUMBERS, *_PERCENT)
LAYOUT = Layout(
    required=("period", "code"),
    optional=(
        *(*ABOUT, "institution", "level", "group_size"),
        *(f"{key}_n" for key in INDICATORS),
        *bounds_of((*_NUMBERS, *_PERCENT)),
    ),
    one_of=INDICATORS,
    numbers=(*_NUMBERS, *_PERCENT, *bounds_of((*_NUMBERS, *_PERCENT))),
)


def parse_studiecijfers(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield figures of programmes; raise BadInput at a mistake."""
    rows = read_mapped(files, columns, LAYOUT)
    yield from some(files[0][0], single(one for row in rows for one in _programme(row)), what="figures")


def _programme(row: MappedRow) -> Iterator[Placed]:
    period, code = row.period(), _code(row)
    for key in INDICATORS:
        amount, low, high = (_amount(row, key, end) for end in ("", "_low", "_high"))
        # The group of one indicator, where the file tells it apart; else that of the whole row.
        people = row.whole(f"{key}_n" if f"{key}_n" in row.mapped else "group_size")
        yield from figure(
            row, key, amount, system=CROHO, code=code, period=period, bounds=(low, high), group_size=people
        )


def _amount(row: MappedRow, key: str, end: str) -> Amount:
    """Return the number of an indicator, or with an end one of its bounds; a count has none."""
    if key in _PERCENT:
        return row.percent(f"{key}{end}")
    if key in _NUMBERS:
        return row.number(f"{key}{end}", *_NUMBERS[key])
    return NOTHING if end else row.count(key)


def _code(row: MappedRow) -> str:
    code, part = row.text("code"), row.cells["institution"]
    if code == ALL:
        if part:
            raise row.bad(f"the code is {ALL} but the institution {part!r}.", "A national figure has no institution.")
        part = row.cells["level"]
    elif not re.fullmatch(r"[0-9]{5}", code):
        raise row.bad(f"{code!r} is no code of a programme.", f"Write its five digits, or {ALL}.")
    whole = f"{code}/{part}" if part else code
    if len(whole) > MAX_CODE:
        raise row.bad(f"the institution has {len(part)} characters.", "Look whether columns moved.")
    return whole
