"""Writes the things that travel to a next school as JSON after `handover.schema.json`. Pure: nothing on disk."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

FORMAT, VERSION = "wending-handover", 1
MOST_THINGS, LONGEST_TITLE, LONGEST_LINE = 500, 300, 10_000


def write_handover(
    *,
    handover: UUID,
    name: str,
    leaves: str | None,
    to: str | None,
    things: Iterable[Mapping[str, Any]],
    made: date,
    language: str,
) -> bytes:
    """Return the file of some things of a handover; each is {"kind", "title", "lines"} and, for an item, "elm".

    Raises:
        ValueError: more than MOST_THINGS.
    """
    told = [_thing(thing) for thing in things]
    if len(told) > MOST_THINGS:
        raise ValueError(f"more than {MOST_THINGS} things")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "handover": str(handover),
        "made": made.isoformat(),
        "language": "en" if language == "en" else "nl",
        "from": {"name": name[:100]},
        "school": {"leaves": leaves and leaves[:200], "to": to and to[:200]},
        "things": told,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _thing(thing: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        "kind": str(thing["kind"]),
        "title": str(thing["title"])[:LONGEST_TITLE],
        "lines": [str(line)[:LONGEST_LINE] for line in thing["lines"]],
    }
    return told | ({"elm": thing["elm"]} if thing.get("elm") else {})
