"""An analysis in steps: each small result is kept in a folder as it is made, so that a killed run goes on where it was.

The folder is named by what the numbers follow from (plan, data, code): other inputs never meet old results.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from wending.effect.rules import answer as form
from wending.effect.rules.answer import Part
from wending.engine.estimation.check import Check
from wending.engine.estimation.terms import Estimate, Finding, NotAnswerable

# Told what is being done and which share of all steps is done (0 to 1); false stops the analysis.
Proceed = Callable[[str, float], bool]
Result = TypeVar("Result", Estimate, Check, Part)

_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "Estimate": form.estimate_from,
    "Check": form.check_from,
    "Part": form.part_from,
}


class Stopped(Exception):
    """The analysis was stopped; what was done is kept and is not done again."""


def go_on(step: str, share: float) -> bool:
    """Never stop."""
    return True


class Steps:
    """Keeps results of one analysis in `work`, and tells how far it is. `total` is how many steps there will be."""

    def __init__(self, work: Path, identity: Mapping[str, str], proceed: Proceed, total: int = 1) -> None:
        key = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:24]
        self.folder = work / key
        self.folder.mkdir(parents=True, exist_ok=True)
        self.proceed = proceed
        self.total = total
        self.done = 0

    def do(self, name: str, make: Callable[[], Result]) -> Result:
        """Return what an earlier run kept under this name, or make and keep it.

        Raises:
            Stopped: who is told of progress said no.
            NotAnswerable: as `make` says, also when an earlier run heard it.
        """
        if not self.proceed(name, min(self.done / self.total, 1.0)):
            raise Stopped(name)
        file = self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
        if file.exists():
            kept = json.loads(file.read_text("utf-8"))
        else:
            try:
                made: Any = make()
                kept = {"kind": type(made).__name__, "value": asdict(made)}
            except NotAnswerable as error:
                kept = {"kind": "Findings", "value": [asdict(finding) for finding in error.findings]}
            self._keep(file, kept)
        self.done += 1
        if kept["kind"] == "Findings":
            raise NotAnswerable(tuple(form.finding_from(one) for one in kept["value"]))
        result: Result = _KINDS[kept["kind"]](kept["value"])
        return result

    def attempt(self, name: str, make: Callable[[], Result]) -> tuple[Result | None, tuple[Finding, ...]]:
        """Return the result, or None and why there is none."""
        try:
            return self.do(name, make), ()
        except NotAnswerable as error:
            return None, error.findings

    def _keep(self, file: Path, kept: Mapping[str, Any]) -> None:
        """Write whole or not at all: a killed run leaves no half file under the name."""
        draft = file.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps(kept), "utf-8")
        draft.replace(file)
