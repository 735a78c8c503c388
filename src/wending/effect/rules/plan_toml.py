"""A plan as TOML, to read and write by hand; reading is of the standard library. Holds what a plan holds, no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def as_toml(mapping: Mapping[str, Any]) -> str:
    """Return a plan in plain values as TOML: its own values first, then its tables."""
    plain = _lines({name: value for name, value in mapping.items() if not _is_table(value)})
    tables: list[str] = []
    for name, value in mapping.items():
        if not _is_table(value):
            continue
        for table in value if isinstance(value, list) else [value]:
            head = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            tables += ["", head, *_lines(table)]
    return "\n".join([*plain, *tables]) + "\n"


def _lines(table: Mapping[str, Any]) -> list[str]:
    # TOML has no word for what is not there: it is left out.
    return [f"{_key(name)} = {_value(value)}" for name, value in table.items() if value is not None]


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else _value(name)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(_lines(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    # JSON writes text, numbers and truths as TOML does, but for one control sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
