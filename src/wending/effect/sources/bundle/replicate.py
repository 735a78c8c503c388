"""Does the study of a bundle again, and tells every number that came out differently."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wending.effect.rules.agreed import as_agreed
from wending.effect.rules.answer import answer_from, as_json
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.plan import BadPlan, Plan
from wending.effect.rules.plan_file import kept_plan
from wending.effect.rules.tables import StudyTables
from wending.effect.sources.bundle.write import VERSION
from wending.effect.sources.given import tables_given
from wending.effect.sources.tables import TablesChanged, read_tables
from wending.engine.estimation.verdict import Incomplete
from wending.kit.zip_file import Limits, ZipMembers, ZipRefused

# Other machines add in another order: relative differences below this are the same number.
NEAR = 1e-6
# What differs by when and with what it was made, and not by what came out.
NOT_COMPARED = frozenset({"made.at", "made.libraries", "made.wending"})
# A bundle is small; what is larger than this when unpacked is none of ours.
MOST_BYTES = 4_000_000_000
LIMITS = Limits(members=1000, member_bytes=MOST_BYTES, total_bytes=MOST_BYTES)


class BadBundle(Exception):
    """A file that is no bundle of ours, or data that do not belong to it; `code` says why."""

    def __init__(self, code: str, about: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {about}" if about else code)


@dataclass(frozen=True)
class Difference:
    """A value that differs: where it stands in the answer, what the bundle says and what came out now."""

    where: str
    told: Any
    found: Any


def replicate(bundle: Path, work: Path, data: Path | None = None) -> list[Difference]:
    """Analyse the data of a bundle by its plan, and return what differs from its answer: nothing when all is the same.

    work: a folder for what is unpacked and for steps that are kept. data: a folder with the real tables, where the
    bundle holds a twin only; of a twin itself the answer must differ, so it is not compared.

    Raises:
        BadBundle: no bundle; tables changed in it; a twin without real data; data that the answer does not rest on.
        NotAnswerable: files in `data` that are missing or cannot be read.
    """
    from wending.effect.rules.analysis import analyse

    about, raw, told, earlier = _unpacked(bundle, work)
    before: Plan | None = None
    try:
        plan, answer = kept_plan(raw), public_answer(answer_from(told))
        if earlier is not None:
            before = kept_plan(earlier)
    except (AttributeError, BadPlan, Incomplete, LookupError, TypeError, ValueError) as error:
        raise BadBundle("not-a-bundle", str(error)) from error
    made = answer.made
    tables = _tables(about, work, data)
    again = analyse(plan, tables, work=work / "steps", at=made.at, is_synthetic=made.is_synthetic)
    found = as_json(public_answer(as_agreed(again, before) if before else again))
    if dict(found["made"]["data"]) != dict(made.data):
        raise BadBundle("other-data", ", ".join(sorted(made.data)))
    # Read and write once, so that both have the form of JSON.
    return list(_differences(json.loads(json.dumps(as_json(answer))), json.loads(json.dumps(found)), ""))


def _tables(about: dict[str, Any], work: Path, data: Path | None) -> StudyTables:
    """Return the tables given, else those of the bundle."""
    try:
        if data is not None:
            return tables_given(data)
        if about["is_shared"]:
            return read_tables(work / about["folder"], about["digests"])
    except TablesChanged as error:
        raise BadBundle("table-changed", str(error)) from error
    raise BadBundle("twin-only")


def _unpacked(bundle: Path, work: Path) -> tuple[dict[str, Any], Any, Any, Any]:
    """Unpack the tables, and return what the bundle says, its plan, its answer and the plan before a late change."""
    try:
        with bundle.open("rb") as file:
            held = ZipMembers(file, LIMITS)
            if not {"bundle.json", "plan.json", "answer.json"} <= set(held.names):
                raise BadBundle("not-a-bundle")
            about, plan, told = (json.loads(held.read(f"{name}.json")) for name in ("bundle", "plan", "answer"))
            before = json.loads(held.read("plan-before.json")) if "plan-before.json" in held.names else None
            if about["version"] != VERSION:
                raise BadBundle("other-version", str(about["version"]))
            folder = work / ("data" if about["is_shared"] else "twin")
            folder.mkdir(parents=True, exist_ok=True)
            about["folder"] = folder.name
            for name in about["digests"]:
                inside = f"{folder.name}/{name}.parquet"
                if inside not in held.names or not name.isidentifier():
                    raise BadBundle("table-missing", str(name))
                with (folder / f"{name}.parquet").open("wb") as table:
                    held.copy(inside, table)
    except ZipRefused as refusal:
        code = "too-large" if refusal.code in {"many", "large", "total", "bomb"} else "not-a-bundle"
        raise BadBundle(code, refusal.wrong) from refusal
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadBundle("not-a-bundle", str(error)) from error
    return about, plan, told, before


def _differences(told: Any, found: Any, where: str) -> Iterator[Difference]:
    if isinstance(told, dict) and isinstance(found, dict):
        for name in sorted({*told, *found}):
            place = f"{where}.{name}".lstrip(".")
            if place not in NOT_COMPARED:
                yield from _differences(told.get(name), found.get(name), place)
    elif isinstance(told, list | tuple) and isinstance(found, list | tuple):
        if len(told) != len(found):
            yield Difference(f"{where} (rows)", len(told), len(found))
        for number, (one, other) in enumerate(zip(told, found, strict=False)):
            yield from _differences(one, other, f"{where}[{number}]")
    elif not _same(told, found):
        yield Difference(where, told, found)


def _same(told: Any, found: Any) -> bool:
    if isinstance(told, int | float) and isinstance(found, int | float) and bool not in {type(told), type(found)}:
        return math.isclose(told, found, rel_tol=NEAR, abs_tol=1e-12)
    return bool(told == found)
