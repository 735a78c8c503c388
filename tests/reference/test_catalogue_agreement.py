"""The benchmark of the embedded catalogue against ESCO: by hand, and on the real ESCO where it is present."""

import importlib.util
import sys
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pytest

from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of
from wending.reference.sources.catalogue.parse import OCCUPATION_URI

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module; it is a script outside the package."""
    script = ROOT / "bench" / "catalogue_agreement.py"
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_measure_finds_the_catalogue_in_agreement_with_esco(shared_data: Path, bench: ModuleType) -> None:
    found = bench.measure(*bench.read(shared_data / "esco-1.2.0-en-csv.zip"))

    assert found.wrong == []
    assert set(found.majors) == set("0123456789")
    assert found.submajors_absent == []
    assert len(found.alone) == 10
    assert "3221 mbo-verpleegkundige" in found.alone
    assert (len(found.occupations.lines), len(found.unit_groups.lines)) == (531, 426)
    assert set(found.levels) == set("12345678")
    assert found.skills_in_esco / found.skills > 0.8
    for measured in (found.occupations, found.unit_groups):
        assert fmean(line.correlation for line in measured.lines) > max(0.5, 3 * measured.chance_correlation)
        assert fmean(line.overlap for line in measured.lines) > max(0.4, 20 * measured.chance_overlap)


def test_measure_by_hand(bench: ModuleType) -> None:
    def contents(needs: dict[str, str], isco_code: str = "2221") -> Contents:
        groups = {"a": "g1", "b": "g1", "c": "g2"}
        return contents_of(
            "x",
            "nl",
            [
                *(r.OccupationRecord(uri, isco_code, nlqf_low="2", nlqf_high="3") for uri in needs),
                *(r.LabelRecord("occupation", uri, "nl", "preferred", uri) for uri in needs),
                *(r.SkillGroupRecord(uri, code) for uri, code in (("g1", "S1.1"), ("g2", "S2.3"))),
                *(r.SkillRecord(uri, "skill") for uri in groups),
                *(r.BroaderRecord("skill", skill, group) for skill, group in groups.items()),
                *(r.OccupationSkillRecord(uri, skill, skill != "c") for uri in needs for skill in needs[uri]),
            ],
        )

    here = contents({"o1": "ac", "o2": "c", "o3": "a", "o4": "a", "o5": "b", "o6": "b", "o7": "bc"})
    there = contents({"o1": "a", "o2": "c", "o3": "b", "o4": "a", "o5": "b", "o6": "b", "o7": "bc"}, "2222")
    found = bench.measure(here, there)
    lines = {line.title: line for line in found.occupations.lines}

    # o1 weighs (1, .5) here and (1, 0) there: cosine 1 / sqrt(1.25); two groups correlate by 1, 0 or -1 only.
    assert lines["o1"].cosine == pytest.approx(1 / 1.25**0.5)
    assert lines["o1"].correlation == pytest.approx(1.0)
    assert lines["o3"].cosine == pytest.approx(1.0)
    # Of the needs, a of o1 is there and c is not, a of o3 is not; the other six are.
    assert found.pairs_in_esco == pytest.approx(7 / 9)
    assert found.occupations.chance_overlap == pytest.approx(5 / 6)
    assert found.levels == {"2": 7, "3": 7}
    assert found.wrong == [f"o{n}: ISCO-08 code 2221, in ESCO 2222." for n in range(1, 8)]


def test_measure_by_unit_group_takes_all_occupations_of_both_sides(bench: ModuleType) -> None:
    def contents(needs: dict[str, tuple[str, str]]) -> Contents:
        groups = {"a": "g1", "b": "g2", "c": "g3"}
        return contents_of(
            "x",
            "nl",
            [
                *(r.OccupationRecord(uri, code, nlqf_low="2", nlqf_high="3") for uri, (code, _) in needs.items()),
                *(r.LabelRecord("occupation", uri, "nl", "preferred", uri) for uri in needs),
                *(r.SkillGroupRecord(uri, f"S{uri[1]}.1") for uri in groups.values()),
                *(r.SkillRecord(uri, "skill") for uri in groups),
                *(r.BroaderRecord("skill", skill, group) for skill, group in groups.items()),
                *(r.OccupationSkillRecord(uri, skill, True) for uri, (_, skills) in needs.items() for skill in skills),
            ],
        )

    own = {"o1": ("2221", "a"), "o2": ("2221", "b"), "o3": ("8332", "c"), f"{OCCUPATION_URI}x": ("9624", "c")}
    here, there = contents(own), contents({"o1": ("2221", "a"), "o3": ("8332", "c"), "o9": ("8332", "b")})
    found = bench.measure(here, there)
    lines = {line.isco_code: line for line in found.unit_groups.lines}

    # 2221 weighs (.5, .5, 0) here and (1, 0, 0) there; 8332 (0, 0, 1) here and (0, .5, .5) there; 9624 is here only.
    assert set(lines) == {"2221", "8332"}
    assert [lines[code].cosine for code in sorted(lines)] == pytest.approx([0.5**0.5, 0.5**0.5])
    assert [lines[code].correlation for code in sorted(lines)] == pytest.approx([0.5, 0.5])
    assert (found.alone, [*found.wrong]) == ([f"9624 {OCCUPATION_URI}x"], ["o2: ESCO has no occupation o2."])
