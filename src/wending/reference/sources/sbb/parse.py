"""From mapped CSV of SBB to figures: kans op werk and kans op stage per qualification, region and year. Pure.

The words of SBB for a class are kept as they are: what they promise is for SBB to say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.sources.figures import ABOUT, Placed, figure, single, some
from wending.reference.sources.mapped import Layout, MappedRow, read_mapped

CREBO = "crebo"
LAYOUT = Layout(required=("period", "code"), optional=ABOUT, one_of=("work", "placement"))


def parse_sbb(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield the chances of work and of a placement; raise BadInput at a mistake."""
    rows = read_mapped(files, columns, LAYOUT)
    yield from some(files[0][0], single(one for row in rows for one in _chances(row)), what="chances")


def _chances(row: MappedRow) -> Iterator[Placed]:
    period, code = row.period(), row.text("code")
    if row.system(CREBO) == CREBO and not re.fullmatch(r"[0-9]{5}", code):
        raise row.bad(f"{code!r} is no crebo.", "Write its five digits, or map another system.")
    for indicator, field in (("chance_of_work", "work"), ("chance_of_placement", "placement")):
        yield from figure(row, indicator, system=CREBO, code=code, period=period, category=row.cells[field])
