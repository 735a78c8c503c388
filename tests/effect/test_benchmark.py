"""The command: what it prints, that it goes on where it was stopped, and that it fails when something has changed."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wending.effect.management import benchmark
from wending.effect.rules.truths import CLAIMS, Settled, Verdict, settle

E_VALUES = [claim for claim in CLAIMS if claim.key.startswith("e-value")]


def _call(*words: str) -> str:
    out = StringIO()
    call_command("effect", "benchmark", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_benchmark_prints_json_with_published_figures_and_coverage() -> None:
    found = json.loads(
        _call("--format", "json", "--worlds", "4", "--processes", "1", "--only", "e-value", "difference, randomised")
    )
    assert [row["key"] for row in found["published"]] == ["e-value", "e-value-limit"]
    assert found["published"][0]["ours"]["value"] == pytest.approx(7.263, abs=0.001)
    assert [row["case"] for row in found["coverage"]] == ["difference, randomised"]
    assert found["coverage"][0]["worlds"] == 4
    assert found["is_complete"]
    assert "numpy" in found["versions"]


def test_benchmark_prints_a_table_with_as_many_decimals_as_published() -> None:
    said = _call("--worlds", "0", "--only", "e-value")
    assert "7.26" in said
    assert "same" in said
    assert "error ratio" not in said


def test_benchmark_goes_on_from_its_work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--worlds", "3", "--processes", "1", "--only", "e-value", "difference, randomised")
    first = _call(*words, "--work", str(tmp_path))
    path = tmp_path / "benchmark.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    # The process died while it wrote its last world.
    path.write_text("".join(lines[:-1]) + lines[-1][:20])
    seeds: list[int] = []
    known = benchmark.runs_of

    def spied(*arguments: object) -> object:
        for one in known(*arguments):  # type: ignore[arg-type]
            seeds.append(one.seed)
            yield one

    monkeypatch.setattr(benchmark, "runs_of", spied)
    monkeypatch.setattr(benchmark, "settle", lambda claim: pytest.fail("reckoned already"))
    assert _call(*words, "--work", str(tmp_path)) == first
    assert len(seeds) == 1
    assert _call(*words, "--work", str(tmp_path)) == first
    assert len(seeds) == 1


def test_benchmark_refuses_a_folder_made_with_other_versions(tmp_path: Path) -> None:
    (tmp_path / "benchmark.jsonl").write_text('{"kind": "versions", "numpy": "1.0"}\n')
    with pytest.raises(CommandError, match="other versions"):
        _call("--worlds", "0", "--only", "e-value", "--work", str(tmp_path))
    (tmp_path / "benchmark.jsonl").write_text("not json\n{}\n")
    with pytest.raises(CommandError, match="line 1"):
        _call("--worlds", "0", "--only", "e-value", "--work", str(tmp_path))


def test_benchmark_stopped_by_hand_prints_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(claim: object) -> Settled:
        if claim is E_VALUES[1]:
            raise KeyboardInterrupt
        return settle(claim)  # type: ignore[arg-type]

    monkeypatch.setattr(benchmark, "settle", stopped)
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("effect", "benchmark", "--format", "json", "--only", "e-value", stdout=out, stderr=StringIO())
    assert stop.value.code == 130
    found = json.loads(out.getvalue())
    assert not found["is_complete"]
    assert [row["key"] for row in found["published"]] == ["e-value"]


def test_benchmark_fails_when_a_figure_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = replace(settle(E_VALUES[0]), verdict=Verdict.OFF, is_expected=False)
    monkeypatch.setattr(benchmark, "settle", lambda claim: moved)
    with pytest.raises(CommandError, match="e-value: the verdict is off"):
        _call("--worlds", "0", "--only", "e-value of the nearest limit")


def test_benchmark_without_its_public_data_fails_and_says_what_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = replace(settle(E_VALUES[0]), verdict=Verdict.MISSING, missing="causaldata", ours=None)
    monkeypatch.setattr(benchmark, "settle", lambda claim: absent)
    with pytest.raises(CommandError, match="1 of 1 not reckoned without causaldata"):
        _call("--worlds", "0", "--only", "e-value of the nearest limit")


@pytest.mark.parametrize(("words", "said"), [(("--only", "nothing-such"), "no row"), (("--worlds", "1"), "2 and more")])
def test_benchmark_says_what_it_cannot_do(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        _call(*words)
