"""From mapped CSV of the code lists of CBS to records: BRC 2014 with its hierarchy, and ISCO-08 to BRC 2014. Pure.

Each file is one of both, told apart by what is mapped: `code` and `name`, or `isco` and `brc`. The classes have two
digits, the segments three, the groups four; each begins with the code of the one around it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wending.reference.rules import labour_market as lm
from wending.reference.rules.records import BadInput
from wending.reference.sources.figures import Placed, single, some
from wending.reference.sources.mapped import Layout, MappedRow, columns_of, heading, read_mapped, refuse_unknown

BRC, ISCO = "brc2014", "isco08"
LIST = Layout(required=("code", "name"), optional=("name_en",))
LINKS = Layout(required=("isco", "brc"))
_FIELDS = (*LIST.fields, *LINKS.fields)


def parse_brc(files: Sequence[tuple[str, bytes]], columns: Mapping[str, str]) -> Iterator[Any]:
    """Yield codes and correspondences; raise BadInput at a mistake, also at a group whose segment is absent."""
    refuse_unknown(files[0][0], columns, _FIELDS)
    lists: list[MappedRow] = []
    links: list[MappedRow] = []
    for name, content in files:
        layout = _layout(name, content, columns)
        own = {field: column for field, column in columns.items() if field in layout.fields}
        (lists if layout is LIST else links).extend(read_mapped([(name, content)], own, layout))
    codes = {row.text("code", 4) for row in lists}
    placed = [*(_code(row, codes) for row in lists), *(_link(row, codes) for row in links)]
    yield from some(files[0][0], single(placed), what="codes")


def _layout(name: str, content: bytes, columns: Mapping[str, str]) -> Layout:
    _delimiter, header = heading(name, content)
    found = columns_of(header, columns, _FIELDS)
    fitting = [layout for layout in (LIST, LINKS) if set(layout.required) <= set(found)]
    if len(fitting) != 1:
        wrong = f"is {'both' if fitting else 'no'} code list {'and' if fitting else 'or'} correspondence"
        mend = "Map code and name, or isco and brc, with --map COLUMN=FIELD."
        raise BadInput(file=name, line=1, wrong=f"{wrong}; the columns are {', '.join(header)}.", mend=mend)
    return fitting[0]


def _code(row: MappedRow, codes: set[str]) -> Placed:
    code, name = row.text("code", 4), row.text("name")
    if not re.fullmatch(r"[0-9]{2,4}", code):
        raise row.bad(f"{code!r} is no code of BRC 2014.", "Write two to four digits, with the zero in front.")
    levels = {len(other) for other in codes}
    around = [code[:digits] for digits in (3, 2) if digits in levels and digits < len(code)]
    for broader in around:
        if broader not in codes:
            raise row.bad(f"{code} falls under {broader}, which is not there.", "Add it, or correct the code.")
    return row.file, row.line, lm.CodeRecord(BRC, code, name, row.cells["name_en"], around[0] if around else "")


def _link(row: MappedRow, codes: set[str]) -> Placed:
    isco, brc = row.text("isco", 4), row.text("brc", 4)
    for code in (isco, brc):
        if not re.fullmatch(r"[0-9]{4}", code):
            raise row.bad(f"{code!r} is no group of four digits.", "Keep the zero in front: save the column as text.")
    if codes and brc not in codes:
        raise row.bad(f"names {brc}, which the code list does not have.", "Correct one of both files.")
    return row.file, row.line, lm.CodeLinkRecord(ISCO, isco, BRC, brc)
