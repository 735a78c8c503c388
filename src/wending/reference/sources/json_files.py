"""Reads JSON out of bytes, and results of SPARQL queries in JSON, or says which line is wrong. Knows no source.

The layout of results is that of the W3C Recommendation SPARQL 1.1 Query Results JSON Format.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wending.reference.rules.records import BadInput
from wending.reference.sources.tables import decode

AGAIN = "Save the answer again, whole and as it came."
_TYPES: dict[str, Literal["uri", "literal", "bnode"]] = {
    "uri": "uri",
    "literal": "literal",
    "typed-literal": "literal",
    "bnode": "bnode",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term: a URI, a text with or without language, or a nameless node, whose value holds in its file only."""

    kind: Literal["uri", "literal", "bnode"]
    value: str
    lang: str = ""


def read_json(file: str, content: bytes) -> Any:
    """Return what a JSON file holds; raise BadInput when it is empty, not UTF-8, cut off or broken."""
    if not content.strip():
        raise BadInput(file=file, wrong="is empty.", mend=AGAIN)
    try:
        return json.loads(decode(file, content))
    except json.JSONDecodeError as error:
        wrong = f"is not JSON, or it is cut off ({error.msg})."
        raise BadInput(file=file, line=error.lineno, wrong=wrong, mend=AGAIN) from error
    except RecursionError as error:
        raise BadInput(file=file, wrong="is nested too deeply.", mend=AGAIN) from error


def read_results(file: str, content: bytes) -> Iterator[tuple[int, Mapping[str, Term]]]:
    """Yield the number, from 1, and the bindings of each result of a SELECT query; raise BadInput, also for none."""
    answer = read_json(file, content)
    try:
        rows = answer["results"]["bindings"]
    except (KeyError, TypeError) as error:
        wrong = "holds no results of a SELECT query: there is no results.bindings."
        raise BadInput(file=file, wrong=wrong, mend="Ask for application/sparql-results+json.") from error
    if not isinstance(rows, list) or not rows:
        raise BadInput(file=file, wrong="has no results.", mend="Check the query, or leave this file out.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise BadInput(file=file, wrong=f"result {number} is no object.", mend=AGAIN)
        yield number, {name: _term(file, number, name, value) for name, value in row.items()}


def _term(file: str, number: int, name: str, raw: Any) -> Term:
    kind = _TYPES.get(raw.get("type", "")) if isinstance(raw, dict) else None
    if kind is None or not isinstance(raw.get("value"), str):
        wrong = f"result {number} gives ?{name} without a type and a value."
        raise BadInput(file=file, wrong=wrong, mend=AGAIN)
    return Term(kind, raw["value"].strip(), str(raw.get("xml:lang", "")).casefold())
