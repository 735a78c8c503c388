"""Reads JSON out of bytes, or says which line is wrong. Knows no format."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from wending.dossier.rules.findings import RecordRefused

_MOST_DEPTH = 60


def read_json(where: str, data: bytes | str) -> Any:
    """Return what the JSON holds; raise RecordRefused when it is none or nested too deeply."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RecordRefused(where, "not_text") from problem
    try:
        found = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        raise RecordRefused(where, "not_json", line=problem.lineno) from problem
    except RecursionError as problem:
        raise RecordRefused(where, "too_deep") from problem
    except ValueError as problem:
        raise RecordRefused(where, "not_json", line=1) from problem
    if _depth(found) > _MOST_DEPTH:
        raise RecordRefused(where, "too_deep")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _depth(value: Any) -> int:
    """Return how deep lists and objects are nested, level by level and not by recursion."""
    depth, level = 0, [value]
    while level:
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        depth += 1
    return depth
