"""Does the study of a bundle again, and tells every number that came out differently."""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wending.effect.rules.agreed import as_agreed
from wending.effect.rules.answer import answer_from, as_json
from wending.effect.rules.answer_public import public_answer
from wending.effect.rules.plan_file import kept_plan
from wending.effect.sources.bundle.write import VERSION
from wending.effect.sources.tables import read_tables, tables_in

# Other machines add in another order: relative differences below this are the same number.
NEAR = 1e-6
# What differs by when and with what it was made, and not by what came out.
NOT_COMPARED = frozenset({"made"})
# A bundle is small; what is larger than this when unpacked is none of ours.
MOST_BYTES = 4_000_000_000


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
        BadBundle: no bundle; a twin without real data; data that are not those the answer rests on.
        FileNotFoundError: no table of persons in data.
    """
    from wending.effect.rules.analysis import analyse

    about, plan, told, before = _unpacked(bundle, work)
    if data is not None:
        tables = tables_in(data)
    elif about["is_shared"]:
        tables = read_tables(work / about["folder"], about["digests"])
    else:
        raise BadBundle("twin-only")
    answer = public_answer(answer_from(told))
    made = answer.made
    again = analyse(kept_plan(plan), tables, work=work / "steps", at=made.at, is_synthetic=made.is_synthetic)
    found = as_json(public_answer(as_agreed(again, kept_plan(before)) if before else again))
    if dict(found["made"]["data"]) != dict(made.data):
        raise BadBundle("other-data", ", ".join(sorted(made.data)))
    # Read and write once, so that both have the form of JSON.
    return list(_differences(json.loads(json.dumps(as_json(answer))), json.loads(json.dumps(found)), ""))


def _unpacked(bundle: Path, work: Path) -> tuple[dict[str, Any], Any, Any, Any]:
    """Unpack the tables, and return what the bundle says, its plan, its answer and the plan before a late change."""
    try:
        with zipfile.ZipFile(bundle) as held:
            names = set(held.namelist())
            if not {"bundle.json", "plan.json", "answer.json"} <= names:
                raise BadBundle("not-a-bundle")
            if sum(one.file_size for one in held.infolist()) > MOST_BYTES:
                raise BadBundle("too-large")
            about, plan, told = (json.loads(held.read(f"{name}.json")) for name in ("bundle", "plan", "answer"))
            before = json.loads(held.read("plan-before.json")) if "plan-before.json" in names else None
            if about.get("version") != VERSION:
                raise BadBundle("other-version", str(about.get("version")))
            folder = work / ("data" if about["is_shared"] else "twin")
            folder.mkdir(parents=True, exist_ok=True)
            about["folder"] = folder.name
            for name in about["digests"]:
                inside = f"{folder.name}/{name}.parquet"
                if inside not in names or not name.isidentifier():
                    raise BadBundle("table-missing", str(name))
                (folder / f"{name}.parquet").write_bytes(held.read(inside))
    except (zipfile.BadZipFile, json.JSONDecodeError, KeyError, UnicodeDecodeError) as error:
        raise BadBundle("not-a-bundle", str(error)) from error
    return about, plan, told, before


def _differences(told: Any, found: Any, where: str) -> Iterator[Difference]:
    if isinstance(told, dict) and isinstance(found, dict):
        for name in sorted({*told, *found} - (NOT_COMPARED if not where else set())):
            yield from _differences(told.get(name), found.get(name), f"{where}.{name}".lstrip("."))
    elif isinstance(told, list | tuple) and isinstance(found, list | tuple):
        if len(told) != len(found):
            yield Difference(f"{where} (rows)", len(told), len(found))
        for place, (one, other) in enumerate(zip(told, found, strict=False)):
            yield from _differences(one, other, f"{where}[{place}]")
    elif not _same(told, found):
        yield Difference(where, told, found)


def _same(told: Any, found: Any) -> bool:
    if isinstance(told, int | float) and isinstance(found, int | float) and not isinstance(told, bool):
        return math.isclose(told, found, rel_tol=NEAR, abs_tol=1e-12)
    return bool(told == found)
