"""Every code that a method may tell has words: nothing reaches a reader as a code."""

import re
from pathlib import Path

import pytest

import wending.engine.estimation as estimation
from wending.effect.queries.report_words import checks, designs, verdicts
from wending.effect.queries.words import FINDINGS, STEPS
from wending.effect.rules import analysis

# Names of libraries, of settings, and of what is told under another name.
NOT_TOLD = {
    "diff-diff",
    "scikit-learn",
    "dersimonian-laird",
    "paule-mandel",
    "doubly-robust-untreated",
    "goes-on-as-before",
    "interval-stretch",
    "local-level",
    "local-linear-trend",
    "unit-period",
    "fixed-length",
    "relative-magnitude",
    "utf-8",
    "too-few",
}
MODULES = sorted(
    path
    for package in (estimation, analysis)
    for path in Path(str(package.__file__)).parent.glob("*.py")
    if path.stem != "cases"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_code_of_a_method_has_words(module: Path) -> None:
    words = {
        *FINDINGS,
        *checks.FIGURES,
        *checks.COLUMNS,
        *checks.ARMS,
        *checks.TITLES,
        *checks.STATES,
        *designs.METHODS,
        *designs.DESIGNS,
        *designs.COUNTS,
        *verdicts.NEEDED,
        *verdicts.SHORT,
        *STEPS,
    }

    used = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', module.read_text("utf-8")))

    assert used - words - NOT_TOLD == set()
