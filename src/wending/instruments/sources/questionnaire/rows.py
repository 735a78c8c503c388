"""The files of a questionnaire as they were written down: settings, rows and lines. What they mean is `parse`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import Finding, Row, refused
from wending.reference.sources.tables import decode, read_table

HEAD = "instrument.toml"
LAYOUT = "Keep to the layout in docs/sources/instruments.md."
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "scales.csv": ("id", "name_nl", "meaning_nl"),
    "items.csv": ("id", "scale", "text_nl"),
    "options.csv": ("set", "value", "text_nl"),
    "norms.csv": ("scale", "group_nl", "n", "mean", "sd", "source", "date"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "scales.csv": ("name_en", "meaning_en", "prompt_nl", "prompt_en"),
    "items.csv": ("text_en", "options", "reversed", "picture"),
    "options.csv": ("text_en",),
    "norms.csv": ("group_en",),
}
NEEDED = ("scales.csv", "items.csv", "options.csv")
MOST_BYTES, MOST_ITEMS = 500_000, 500


@dataclass(frozen=True, slots=True)
class Files:
    """What stood in the files. `lines` tells on which line of instrument.toml a setting or a part begins."""

    head: Mapping[str, Any]
    lines: Mapping[str, int]
    scales: tuple[Row, ...]
    items: tuple[Row, ...]
    options: tuple[Row, ...]
    norms: tuple[Row, ...]
    faults: tuple[Finding, ...]

    def at(self, key: str, what: str, mend: str, code: str, *about: str | int) -> Finding:
        """Return a finding at a setting of instrument.toml."""
        return Finding(HEAD, self.lines.get(key, 1), what, mend, code, about)


def read_files(files: Mapping[str, bytes]) -> Files:
    """Return what files hold; a file that is absent, too large or no table is a fault, and then has no rows."""
    faults: list[Finding] = []
    head, lines = _head(files, faults)
    scales, items, options, norms = (_rows(files, name, faults) for name in COLUMNS)
    return Files(head, lines, scales, items, options, norms, tuple(faults))


def _head(files: Mapping[str, bytes], faults: list[Finding]) -> tuple[dict[str, Any], dict[str, int]]:
    if HEAD not in files:
        faults.append(Finding(HEAD, 1, "is absent.", LAYOUT, "absent"))
        return {}, {}
    try:
        text = decode(HEAD, files[HEAD])
        head = tomllib.loads(text)
    except BadInput as error:
        faults.append(refused(error))
        return {}, {}
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        faults.append(Finding(HEAD, int(place[1]) if place else 1, f"is no TOML: {error}.", LAYOUT, "no-toml"))
        return {}, {}
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if name := re.match(r"\[?([a-z_]+)\]?\s*(=|$)", line):
            found.setdefault(name[1], number)
    return head, found


def _rows(files: Mapping[str, bytes], name: str, faults: list[Finding]) -> tuple[Row, ...]:
    if name not in files:
        if name in NEEDED:
            faults.append(Finding(name, 1, "is absent.", LAYOUT, "absent"))
        return ()
    if len(files[name]) > MOST_BYTES:
        most = MOST_BYTES // 1000
        faults.append(Finding(name, 1, f"is larger than {most} kB.", "Make it smaller.", "too-large", (most,)))
        return ()
    columns = (*COLUMNS[name], *OPTIONAL[name])
    try:
        table = read_table(name, files[name], delimiter=",", required=COLUMNS[name], optional=OPTIONAL[name])
        return tuple(Row(name, line, dict(zip(columns, values, strict=True))) for line, values in table)
    except BadInput as error:
        faults.append(refused(error, mend=LAYOUT))
        return ()
