"""The written-down queries: well formed, fairly split, and answered well enough over the real ESCO."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wending.engine.text import TextIndex

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "queries_nl.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark beside the tests: it reads the real files and judges answers."""
    spec = importlib.util.spec_from_file_location("bench_search", HERE.parents[1] / "bench" / "search.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_search"] = module
    spec.loader.exec_module(module)
    return module


def test_queries_are_well_formed_and_fairly_split() -> None:
    assert len(ROWS) >= 170
    assert sum(row["kind"] == "skill" for row in ROWS) >= 40
    assert len({(row["query"], row["kind"]) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row["kind"] in {"occupation", "skill"}
        assert row["split"] in {"tune", "held"}
        for answer in row["expected"].split("|"):
            assert re.match(r"isco:\d{1,4}$|label:.|http://data\.europa\.eu/esco/(occupation|skill)/", answer)
    held = sum(row["split"] == "held" for row in ROWS)
    assert abs(held - len(ROWS) / 2) < len(ROWS) / 20


@pytest.mark.shared
def test_search_answers_the_held_out_queries_over_the_real_esco(shared_data: Path, bench: ModuleType) -> None:
    entries = bench.esco_entries(shared_data)
    questions = [question for question in bench.Judge(entries).questions() if question.split == "held"]
    # Without the encoder: quick to make, and the floor for every installation.
    search = bench.ours(TextIndex(None).fit(entries))

    assert all(question.answers for question in questions)
    for kind, least in (("occupation", 0.85), ("skill", 0.85)):
        part = [question for question in questions if question.kind == kind]
        _, five, _ = bench.figures(bench.ranks(part, search))
        assert five >= least
