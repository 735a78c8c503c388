"""Plans as plain mappings (TOML or JSON) and back. Two plans with the same content have the same digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, asdict, fields
from datetime import date
from enum import StrEnum
from typing import Any

from wending.effect.rules.plan import BadPlan, Filter, Money, Plan, PlannedOutcome, Problem, Rates, Use, problems
from wending.engine.estimation.design import Design
from wending.engine.estimation.terms import Estimand

VERSION = 1


def as_mapping(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values that JSON and TOML can hold."""
    plain = json.loads(json.dumps(asdict(plan), default=str))
    return {"version": VERSION} | {name: value for name, value in plain.items() if value is not None}


def digest(plan: Plan) -> str:
    """Return what identifies the content of a plan: SHA-256 of its canonical JSON, 64 hexadecimal digits."""
    return digest_of(as_mapping(plan))


def digest_of(mapping: Mapping[str, Any]) -> str:
    """Return the digest of a plan in plain values, as it was kept."""
    canonical = json.dumps(mapping, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def plan_from(mapping: Mapping[str, Any]) -> Plan:
    """Return the plan in a mapping as of TOML or JSON.

    Raises:
        BadPlan: a field that is missing, unknown, of another type, or that breaks what `problems` tells.
    """
    plan = kept_plan(mapping)
    if wrong := problems(plan):
        raise BadPlan(wrong)
    return plan


def kept_plan(mapping: Mapping[str, Any]) -> Plan:
    """Return a plan that was kept, also where rules became stricter since: what was registered stays readable.

    Raises:
        BadPlan: a field that is missing, unknown, or of another type.
    """
    known = {field.name: field for field in fields(Plan)}
    given = {name: value for name, value in mapping.items() if name != "version"}
    found = [Problem(name, "unknown-field") for name in given if name not in known]
    found += [Problem(name, "missing") for name, one in known.items() if _is_required(one) and name not in given]
    if mapping.get("version", VERSION) != VERSION:
        found.append(Problem("version", "unknown-version", (str(mapping["version"]),)))
    if found:
        raise BadPlan(tuple(found))
    values = {}
    for name, value in given.items():
        try:
            values[name] = _READERS.get(name, _text)(value)
        except _NotAChoice as error:
            found.append(Problem(name, "not-a-choice", error.args))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            found.append(Problem(name, "not-readable", (str(error)[:200],)))
    if found:
        raise BadPlan(tuple(found))
    return Plan(**values)


def line_of(error: ValueError, content: bytes) -> int:
    """Return the line at which a file was no TOML, JSON or UTF-8: the last one where it just ended too soon."""
    if isinstance(error, UnicodeDecodeError):
        return error.object.count(b"\n", 0, error.start) + 1
    told = re.search(r"line (\d+)", str(error))
    return int(told[1]) if told else content.count(b"\n") + 1


def _is_required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


class _NotAChoice(ValueError):
    """A word that is none of those there are: the word, and those there are."""


def _choice(kind: type[StrEnum]) -> Callable[[Any], Any]:
    """Return what reads one word of a kind, and tells which there are where it is none of them."""

    def read(value: Any) -> Any:
        try:
            return kind(value)
        except ValueError:
            raise _NotAChoice(str(value)[:100], ", ".join(kind)) from None

    return read


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError("not a list")
    return tuple(_text(one) for one in value)


def _outcome(value: Mapping[str, Any]) -> PlannedOutcome:
    use = _choice(Use)(value["use"])
    return PlannedOutcome(_text(value["outcome"]), int(value["horizon"]), use, float(value["smallest"]))


_READERS: Mapping[str, Any] = {
    "design": _choice(Design),
    "estimand": _choice(Estimand),
    "frozen_on": _day,
    "outcomes": lambda value: tuple(_outcome(one) for one in value),
    "covariates": _texts,
    "rivals": _texts,
    "groups": _texts,
    "population": lambda value: tuple(Filter(**one) for one in value),
    "design_terms": dict,
    "expected_treated": int,
    "expected_compared": int,
    "expected_spread": float,
    "money": lambda value: tuple(Money(**one) for one in value),
    "rates": lambda value: Rates(**value),
    "seed": int,
}
