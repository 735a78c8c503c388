"""The embedded catalogue: what it holds, that it has no mistakes, that each kind of mistake is found at its line."""

import csv
import importlib.util
import io
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pytest

from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, contents_of, digest
from wending.reference.sources.catalogue.check import findings
from wending.reference.sources.catalogue.parse import parse_catalogue
from wending.reference.sources.catalogue.reading import LETTERS_MOST, reading_findings

FILES = Path(__file__).resolve().parents[2] / "src/wending/reference/sources/catalogue/files"
MAJOR_GROUPS = set("0123456789")
LEVELS = [*"12345678"]

Change = Callable[[list[dict[str, str]]], object]


@pytest.fixture(scope="module")
def records() -> list[object]:
    return [*parse_catalogue(FILES)]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module; it is a script outside the package."""
    script = FILES.parents[5] / "bench" / "catalogue_agreement.py"
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue to spoil: the embedded one, copied, with a few of its many names of other skills."""
    copy = Path(shutil.copytree(FILES, tmp_path / "files"))
    spoil(copy, "skill_names_nl.csv", lambda rows: rows.__delitem__(slice(20, None)))
    return copy


def spoil(folder: Path, name: str, change: Change) -> None:
    """Change the rows of one file of a copied catalogue."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = [*reader], [*(reader.fieldnames or [])]
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / name).write_text(out.getvalue(), encoding="utf-8")


def of(records: list[object], kind: type) -> list[object]:
    return [record for record in records if type(record) is kind]


def test_findings_in_the_embedded_catalogue_are_none() -> None:
    assert findings(FILES) == []


def test_parse_catalogue_reaches_all_major_groups_and_levels(records: list[object]) -> None:
    occupations = [record for record in records if isinstance(record, r.OccupationRecord)]

    assert len(occupations) == 531
    assert len(of(records, r.SkillRecord)) == 400
    assert len({o.isco_code for o in occupations}) == 426
    assert all(2 <= len(o.work_values.split()) <= 3 and o.sbi for o in occupations)
    assert {o.isco_code[0] for o in occupations} == MAJOR_GROUPS
    for level in LEVELS:
        assert any(
            LEVELS.index(o.nlqf_low[0]) <= LEVELS.index(level) <= LEVELS.index(o.nlqf_high[0]) for o in occupations
        )
    assert all(o.sector and 1 <= len(o.riasec) <= 3 for o in occupations)


def test_parse_catalogue_gives_each_occupation_names_a_line_and_skills(records: list[object]) -> None:
    uris = {record.uri for record in records if isinstance(record, r.OccupationRecord)}
    names = {(n.uri, n.lang) for n in records if isinstance(n, r.LabelRecord) and n.type == "preferred"}
    lines = {(t.uri, t.lang) for t in records if isinstance(t, r.TextRecord) and t.type == "one_liner"}
    skills = Counter(pair.occupation for pair in records if isinstance(pair, r.OccupationSkillRecord))

    assert names >= {(uri, lang) for uri in uris for lang in ("nl", "en")}
    assert lines == {(uri, lang) for uri in uris for lang in ("nl", "en")}
    assert set(skills) == uris
    assert 8 <= min(skills.values()) <= max(skills.values()) <= 20


def test_parse_catalogue_refers_only_to_what_it_holds(records: list[object]) -> None:
    concepts = {
        record.uri
        for kind in (r.OccupationRecord, r.SkillRecord, r.SkillGroupRecord, r.IscoGroupRecord)
        for record in of(records, kind)
    }
    used = {record.uri for record in of(records, r.TextRecord)}
    used |= {record.uri for record in of(records, r.LabelRecord) if record.kind != "skill"}
    used |= {uri for pair in of(records, r.OccupationSkillRecord) for uri in (pair.occupation, pair.skill)}
    used |= {uri for pair in of(records, r.BroaderRecord) for uri in (pair.narrower, pair.broader)}

    assert used <= concepts


def test_parse_catalogue_twice_is_the_same(records: list[object]) -> None:
    again = contents_of("catalogue", "nl", parse_catalogue(FILES))

    assert digest(again) == digest(contents_of("catalogue", "nl", reversed(records)))


def test_parse_catalogue_keeps_what_the_nurse_row_says(records: list[object]) -> None:
    [nurse] = {n.uri for n in records if isinstance(n, r.LabelRecord) and (n.text, n.lang) == ("verpleegkundige", "nl")}
    [facts] = [o for o in records if isinstance(o, r.OccupationRecord) and o.uri == nurse]
    names = {n.text for n in records if isinstance(n, r.LabelRecord) and n.uri == nurse and n.type == "alternative"}
    needs = [p for p in records if isinstance(p, r.OccupationSkillRecord) and p.occupation == nurse]
    skills = {p.skill: p.is_essential for p in needs}
    own = {s.uri for s in records if isinstance(s, r.SkillRecord) and s.uri.startswith("urn:wending:skill:")}

    assert (facts.isco_code, facts.nlqf_low, facts.nlqf_high, facts.is_regulated) == ("2221", "4", "6", True)
    assert facts.sector == "zorg"
    assert facts.work_values == "relationships achievement support"
    assert (facts.conditions, facts.sbi, facts.brc) == ("physical evenings people", "Q", "")
    assert "district nurse" in names
    assert "urn:wending:skill:medical-devices" in own
    assert skills["urn:wending:skill:medical-devices"] is False
    assert skills["urn:wending:skill:care-plan"] is True


def test_parse_catalogue_prefers_its_own_name_of_a_skill_to_the_list_of_names(folder: Path) -> None:
    own = "http://data.europa.eu/esco/skill/6c930acd-0000-4000-8000-000000000000"
    other = "http://data.europa.eu/esco/skill/6c930acd-0000-4000-8000-000000000001"
    spoil(folder, "skills.csv", _set("uri", own))
    spoil(folder, "skill_names_nl.csv", lambda rows: [rows[n].update(uri=u) for n, u in enumerate((own, other))])

    records = [*parse_catalogue(folder)]
    names = [n for n in of(records, r.LabelRecord) if n.uri == own and (n.lang, n.type) == ("nl", "preferred")]

    assert len(names) == 1
    assert [n.lang for n in of(records, r.LabelRecord) if n.uri == other] == ["nl"]
    assert other not in {skill.uri for skill in of(records, r.SkillRecord)}


def _set(column: str, value: str, row: int = 0) -> Change:
    return lambda rows: rows[row].update({column: value})


def _copy(column: str) -> Change:
    return lambda rows: rows[3].update({column: rows[0][column]})


CARE = "occupations/zorg.csv"
HARD = [
    (CARE, _set("esco", "http://example.org/x"), 2, "esco is 'http://example.org/x'"),
    (CARE, _set("isco", "222"), 2, "isco is '222'"),
    (CARE, _set("isco", "9999"), 2, "isco is '9999'"),
    (CARE, _set("riasec", "SXI", row=4), 6, "riasec is 'SXI'"),
    (CARE, _set("riasec", "SS", row=4), 6, "riasec is 'SS'"),
    (CARE, _set("riasec", ""), 2, "riasec is ''"),
    (CARE, _set("nlqf_low", "9"), 2, "nlqf_low is '9'"),
    (CARE, lambda rows: rows[0].update(nlqf_low="6", nlqf_high="4+"), 2, "from 6 down to 4+"),
    (CARE, _set("values", "achievement"), 2, "values is 'achievement'"),
    (CARE, _set("values", "support support"), 2, "values is 'support support'"),
    (CARE, _set("values", "support money"), 2, "values is 'support money'"),
    (CARE, _set("conditions", "people physical"), 2, "conditions is 'people physical'"),
    (CARE, _set("conditions", "people noise"), 2, "conditions is 'people noise'"),
    (CARE, _set("sbi", ""), 2, "sbi is ''"),
    (CARE, _set("sbi", "Q C"), 2, "sbi is 'Q C'"),
    (CARE, _set("sbi", "A B C D E"), 2, "sbi is 'A B C D E'"),
    (CARE, _set("brc", "9999"), 2, "brc is '9999'"),
    (CARE, _set("regulated", "maybe"), 2, "regulated is 'maybe'"),
    (CARE, _set("title_en", ""), 2, "title_en is empty"),
    (CARE, _set("line_nl", ""), 2, "line_nl is empty"),
    (CARE, _set("essential", "nursing surf"), 2, "the skill surf is not in skills.csv"),
    (CARE, lambda rows: rows[0].update(optional=rows[0]["essential"]), 2, "is listed twice"),
    (CARE, lambda rows: rows[0].update(essential="nursing", optional="wounds"), 2, "has 2 skills, 1 of them essential"),
    (CARE, lambda rows: rows[0].update(optional=rows[0]["essential"], essential=""), 2, "0 of them essential"),
    (CARE, _set("id", "Arts en zo"), 2, "is not plain"),
    (CARE, _copy("id"), 5, "stands at occupations/zorg.csv, line 2 already"),
    (CARE, _copy("esco"), 5, "stands at occupations/zorg.csv, line 2 already"),
    ("skills.csv", _copy("id"), 5, "stands at skills.csv, line 2 already"),
    ("skills.csv", _set("type", "talent"), 2, "'talent' is no type of skill"),
    ("skills.csv", _set("group", "S9.9"), 2, "the group S9.9 is not in skill_groups.csv"),
    ("skills.csv", _set("name_nl", ""), 2, "name_nl is empty"),
    ("skills.csv", _set("uri", "http://data.europa.eu/esco/occupation/x"), 2, "is not the address of an ESCO skill"),
    ("skill_groups.csv", _copy("uri"), 5, "stands at skill_groups.csv, line 2 already"),
    ("skill_groups.csv", _set("broader", "77"), 2, "falls under 77"),
    ("skill_names_nl.csv", _copy("uri"), 5, "stands at skill_names_nl.csv, line 2 already"),
    ("skill_names_nl.csv", _set("name_nl", ""), 2, "has no address of an ESCO skill or no name"),
    ("isco08.csv", _set("code", "x1"), 2, "'x1' is not an ISCO-08 code"),
]
PROGRAMMES = "education/programmes/zorg.csv"
LEVELS_FILE, ADMISSION = "education/levels.csv", "education/admission.csv"
WAYS, COSTS = "education/study_ways.csv", "education/costs.csv"
HARD += [
    (PROGRAMMES, _copy("id"), 5, "stands at education/programmes/zorg.csv, line 2 already"),
    (PROGRAMMES, _set("id", "Zorg 3"), 2, "is not plain"),
    (PROGRAMMES, _set("kind", "study"), 2, "kind is 'study'"),
    (PROGRAMMES, _set("level", "mbo-9"), 2, "level is 'mbo-9'"),
    (PROGRAMMES, _set("nlqf", "9"), 2, "nlqf is '9'"),
    (PROGRAMMES, _set("modes", "bol|avond"), 2, "modes names avond"),
    (PROGRAMMES, _set("selection", "lot"), 2, "selection is 'lot'"),
    (PROGRAMMES, _set("profiles", "NT|XX"), 2, "profiles names XX"),
    (PROGRAMMES, _set("duration_months", "lang"), 2, "duration_months is 'lang'"),
    (PROGRAMMES, _set("leads_to", "tovenaar"), 2, "leads_to names tovenaar"),
    (PROGRAMMES, _set("teaches", "toveren"), 2, "teaches names toveren"),
    (PROGRAMMES, _set("entry", "mbo-3 mbo-3"), 2, "entry names mbo-3 twice"),
    (PROGRAMMES, _set("requires", "zweinstein"), 2, "requires names zweinstein"),
    (PROGRAMMES, _set("content_en", ""), 2, "content_en is empty"),
    (LEVELS_FILE, _set("years_low", "kort"), 2, "years_low is 'kort'"),
    (LEVELS_FILE, _set("nlqf", "0"), 2, "nlqf is '0'"),
    ("education/subjects.csv", _set("name_en", ""), 2, "name_en is empty"),
    ("education/profiles.csv", _set("required", "profielvak|toverkunst"), 2, "required names toverkunst"),
    ("education/profiles.csv", _set("status", ""), 2, "status is ''"),
    (ADMISSION, _set("to", ""), 2, "to is ''"),
    (ADMISSION, _set("from", "nergens"), 2, "from is 'nergens'"),
    (ADMISSION, _set("since", "2014"), 2, "since is '2014'"),
    (ADMISSION, _set("source", ""), 2, "has no source"),
    (ADMISSION, _set("only_for", "zweinstein"), 2, "only_for names zweinstein"),
    ("education/occupations_without_programme.csv", _set("occupation", "tovenaar"), 2, "occupation is 'tovenaar'"),
    ("education/occupations_without_programme.csv", _set("reason_en", ""), 2, "reason_en is empty"),
    (WAYS, _set("levels", "mbo-9"), 2, "levels names mbo-9"),
    (WAYS, _set("levels", ""), 2, "holds for no level"),
    (WAYS, _set("hours", "veel"), 2, "hours is 'veel'"),
    (WAYS, _set("time_en", ""), 2, "time_en is empty"),
    (WAYS, _copy("id"), 5, "stands at education/study_ways.csv, line 2 already"),
    (COSTS, _set("modes", "avond"), 2, "modes names avond"),
    (COSTS, _set("kind", "boete"), 2, "kind is 'boete'"),
    (COSTS, _set("age", "65+"), 2, "age is '65+'"),
    (COSTS, _set("year", "2024-2026"), 2, "year is '2024-2026'"),
    (COSTS, _set("euro", ""), 2, "has no amount"),
    (COSTS, _set("euro_most", "1,5"), 2, "euro_most is '1,5'"),
    (COSTS, _set("source", ""), 2, "has no source"),
    ("funding.csv", _set("ended", "maybe"), 2, "ended is 'maybe'"),
    ("funding.csv", _set("valid_until", "31-12-2023"), 2, "valid_until is '31-12-2023'"),
    ("funding.csv", _set("check_here", "uwv.nl"), 2, "check_here is no https address"),
]


@pytest.mark.parametrize(("name", "change", "line", "what"), HARD)
def test_parse_catalogue_refuses(folder: Path, name: str, change: Change, line: int, what: str) -> None:
    spoil(folder, name, change)

    found = [(f.file, f.line) for f in findings(folder) if what in f.what]
    with pytest.raises(r.BadInput) as refusal:
        parse_catalogue(folder)

    assert set(found) == {(name, line)}
    assert refusal.value.line is not None
    assert refusal.value.file.endswith(".csv")


def test_parse_catalogue_tells_file_line_and_mend_of_the_first_mistake(folder: Path) -> None:
    spoil(folder, CARE, _set("riasec", "X", row=2))

    with pytest.raises(r.BadInput, match=r"occupations/zorg\.csv, line 4: riasec is 'X'\. Write 1 to 3 of RIASEC\."):
        parse_catalogue(folder)


@pytest.mark.parametrize("spoiled", [b"\xff\xfe", b"id,uri\n", b""])
def test_parse_catalogue_refuses_what_is_no_table(folder: Path, spoiled: bytes) -> None:
    (folder / "skills.csv").write_bytes(spoiled)

    with pytest.raises(r.BadInput, match=r"skills\.csv"):
        parse_catalogue(folder)
    assert [f.file for f in findings(folder)] == ["skills.csv"]


def _append_skill(rows: list[dict[str, str]]) -> None:
    rows.append({**rows[0], "id": "zz-orphan", "uri": "", "name_nl": "jongleren", "name_en": "juggling"})


SOFT = [
    ("skills.csv", _append_skill, "the skill zz-orphan is used by 0 occupations"),
    ("skills.csv", _copy("name_nl"), "is also the name at skills.csv, line 2"),
    ("skills.csv", _set("name_en", "a b c d e f g h i j k"), "has more than 10 words"),
    ("isco08.csv", _set("name_en", ""), "the group 0 has no name in: en"),
    (CARE, _copy("title_en"), "is also the name at occupations/zorg.csv, line 2"),
    (CARE, lambda rows: rows[0].update(also_nl=rows[0]["title_nl"]), "also_nl repeats the name itself"),
    (CARE, _set("line_nl", "Je " + "doet " * 20 + "iets."), "a sentence has 22 words"),
    (CARE, _set("line_nl", "Je doet meervoudigheidsbeperkingsonderzoek."), "letters, more than 18"),
    (CARE, _set("line_en", "He helps people."), "is not one sentence that begins with You"),
    (CARE, _set("line_nl", "Je helpt. Je zorgt."), "is not one sentence that begins with Je"),
]
CARER_ROW = 1  # mbo3-verzorgende
SOFT += [
    (PROGRAMMES, _set("level", "", row=CARER_ROW), "is regular education without a level"),
    (PROGRAMMES, _set("nlqf", "4", row=CARER_ROW), "NLQF 4 does not fit mbo-3, which is 3"),
    (PROGRAMMES, _set("iscedf", "9999"), "9999 is no detailed field"),
    (PROGRAMMES, _set("code", "123"), "the code is '123'"),
    (PROGRAMMES, _set("duration_months", "60", row=CARER_ROW), "60 months is not usual for mbo-3 (2 to 3 years)"),
    (PROGRAMMES, _set("modes", "voltijd", row=CARER_ROW), "mbo-3 has no mode voltijd"),
    (PROGRAMMES, _set("leads_to", "verpleegkundige", row=CARER_ROW), "NLQF 3 does not fit verpleegkundige (4 to 6)"),
    (PROGRAMMES, _set("iscedf", "0812", row=CARER_ROW), "field 0812 is not plausible for verzorgende (zorg)"),
    (PROGRAMMES, _set("teaches", "accounting act", row=CARER_ROW), "teaches no skill of verzorgende"),
    (PROGRAMMES, _set("teaches", "nursing", row=CARER_ROW), "teaches 1 skills"),
    (PROGRAMMES, _set("requires", "mbo3-verzorgende", row=CARER_ROW), "requires itself in the end"),
    (PROGRAMMES, _set("requires", "hbo-verpleegkunde", row=CARER_ROW), "whose level is no entry"),
    (PROGRAMMES, _set("entry", "po", row=CARER_ROW), "no rule of admission goes from po to mbo-3"),
    (PROGRAMMES, _set("leads_to", "", row=CARER_ROW), "leads to no occupation and to no other programme"),
    (PROGRAMMES, _set("content_nl", "Je leert zorgen."), "content_nl is not two or three sentences"),
    (PROGRAMMES, _set("line_nl", "Leren zorgen."), "line_nl is not one sentence that begins with Je"),
    (ADMISSION, _set("only_for", "hbo-fysiotherapie"), "hbo-fysiotherapie is not of the level mbo-entree"),
    (WAYS, _set("time_nl", "Je leert " + "veel " * 19 + "nu."), "a sentence has 22 words"),
    (COSTS, _set("note_nl", "Je betaalt onderwijsondersteuningsgeld."), "letters, more than 18"),
    ("funding.csv", _set("ended", "no"), "is over since 2023-12-31 but not marked as ended"),
    (
        "education/occupations_without_programme.csv",
        _set("occupation", "verzorgende", row=-1),
        "a programme leads to verzorgende by now",
    ),
    (
        "occupations/handel.csv",
        lambda rows: rows.append(
            {**rows[0], "id": "z", "esco": rows[0]["esco"][:-3] + "0ff", "title_nl": "z", "title_en": "z"}
        ),
        "no programme leads to z, and nothing tells why",
    ),
]


@pytest.mark.parametrize(("name", "change", "what"), SOFT)
def test_findings_tell_what_does_not_hinder_loading(folder: Path, name: str, change: Change, what: str) -> None:
    spoil(folder, name, change)

    assert [f.file for f in findings(folder) if what in f.what] == [name]
    assert [*parse_catalogue(folder)]


def test_findings_tell_a_skill_that_one_occupation_uses(folder: Path) -> None:
    spoil(folder, "skills.csv", _append_skill)
    spoil(folder, CARE, lambda rows: rows[8].update(optional="zz-orphan"))

    assert [f.what for f in findings(folder)] == ["the skill zz-orphan is used by 1 occupations."]


def test_reading_findings_at_the_border() -> None:
    longest = "a" * LETTERS_MOST["en"]

    assert reading_findings(" ".join(["word"] * 20) + ".", "en") == []
    assert reading_findings(f"{longest} {longest}-{longest}.", "en") == []
    assert len(reading_findings(f"{longest}a.", "en")) == 1
    assert len(reading_findings(" ".join(["word"] * 21) + ". Short one.", "en")) == 1


@pytest.mark.shared
def test_measure_finds_the_catalogue_in_agreement_with_esco(shared_data: Path, bench: ModuleType) -> None:
    found = bench.measure(*bench.read(shared_data / "esco-1.2.0-en-csv.zip"))

    assert found.wrong == []
    assert set(found.majors) == MAJOR_GROUPS
    # ESCO 1.2 has no occupation of its own under 63, subsistence farmers.
    assert found.submajors_absent == ["63"]
    assert set(found.levels) == set(LEVELS)
    assert found.skills_in_esco / found.skills > 0.8
    assert fmean(line.correlation for line in found.lines) > max(0.5, 3 * found.chance_correlation)
    assert fmean(line.overlap for line in found.lines) > max(0.4, 20 * found.chance_overlap)


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
    lines = {line.title: line for line in found.lines}

    # o1 weighs (1, .5) here and (1, 0) there: cosine 1 / sqrt(1.25); two groups correlate by 1, 0 or -1 only.
    assert lines["o1"].cosine == pytest.approx(1 / 1.25**0.5)
    assert lines["o1"].correlation == pytest.approx(1.0)
    assert lines["o3"].cosine == pytest.approx(1.0)
    # Of the needs, a of o1 is there and c is not, a of o3 is not; the other six are.
    assert found.pairs_in_esco == pytest.approx(7 / 9)
    assert found.chance_overlap == pytest.approx(5 / 6)
    assert found.levels == {"2": 7, "3": 7}
    assert found.wrong == [f"o{n}: ISCO-08 code 2221, in ESCO 2222." for n in range(1, 8)]
