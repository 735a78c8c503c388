"""The embedded catalogue: what it holds, that it has no mistakes, that each kind of mistake is found at its line."""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from wending.reference.rules import education as e
from wending.reference.rules import records as r
from wending.reference.rules.contents import contents_of, digest
from wending.reference.sources.catalogue.check import findings
from wending.reference.sources.catalogue.parse import OCCUPATION_URI, parse_catalogue
from wending.reference.sources.catalogue.reading import LETTERS_MOST, ease_findings, reading_findings

FILES = Path(__file__).resolve().parents[2] / "src/wending/reference/sources/catalogue/files"
MAJOR_GROUPS = set("0123456789")
LEVELS = [*"12345678"]

Change = Callable[[list[dict[str, str]]], object]


@pytest.fixture(scope="module")
def records() -> list[object]:
    return [*parse_catalogue(FILES)]


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

    assert len(occupations) == 541
    assert len(of(records, r.SkillRecord)) == 400
    assert len({o.isco_code for o in occupations}) == 436
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
    assert (facts.conditions, facts.sbi, facts.brc) == ("physical evenings people", "Q", "1012")
    assert "district nurse" in names
    assert "urn:wending:skill:medical-devices" in own
    assert skills["urn:wending:skill:medical-devices"] is False
    assert skills["urn:wending:skill:care-plan"] is True


def test_parse_catalogue_gives_an_occupation_that_esco_lacks_an_identity_of_its_own(records: list[object]) -> None:
    uris = {o.uri: o.isco_code for o in records if isinstance(o, r.OccupationRecord)}
    own = {uri.removeprefix(OCCUPATION_URI): code for uri, code in uris.items() if uri.startswith(OCCUPATION_URI)}
    leads = {(p.programme, p.occupation) for p in records if isinstance(p, e.ProgrammeOccupationRecord)}
    told = {t.uri for t in records if isinstance(t, r.TextRecord) and t.type == "learning"}

    # ESCO 1.2 has no occupation in these unit groups.
    assert set(own.values()) == {"1113", "2240", "3221", "4414", "6310", "6320", "6330", "6340", "7549", "9624"}
    assert own["mbo-verpleegkundige"] == "3221"
    assert ("mbo4-verpleegkundige", f"{OCCUPATION_URI}mbo-verpleegkundige") in leads
    assert f"{OCCUPATION_URI}teler-eigen-gebruik" in told


def test_parse_catalogue_tells_of_every_occupation_how_people_get_there(records: list[object]) -> None:
    uris = {o.uri for o in records if isinstance(o, r.OccupationRecord)}
    reached = {p.occupation for p in records if isinstance(p, e.ProgrammeOccupationRecord)}
    told = Counter(t.uri for t in records if isinstance(t, r.TextRecord) and t.type == "learning")

    assert uris <= reached | set(told)
    assert set(told.values()) == {2}


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
DEMANDS_FILE = "education/subject_demands.csv"
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
    (DEMANDS_FILE, _copy("id"), 5, "stands at education/subject_demands.csv, line 2 already"),
    (DEMANDS_FILE, _set("programmes", "mbo-2 zweinstein"), 2, "programmes names zweinstein"),
    (DEMANDS_FILE, _set("programmes", ""), 2, "names no programme"),
    (DEMANDS_FILE, _set("from_level", ""), 2, "from_level is ''"),
    (DEMANDS_FILE, _set("profile", "NX"), 2, "profile is 'NX'"),
    (DEMANDS_FILE, _set("subjects", "wiskunde-b+toveren"), 2, "'toveren' is not known"),
    (DEMANDS_FILE, _set("subjects", "wiskunde-b+"), 2, "'' is not known"),
    (DEMANDS_FILE, _set("subjects", "wiskunde-b natuurkunde"), 2, "'wiskunde-b natuurkunde' is not known"),
    (DEMANDS_FILE, _set("kind", "wish"), 2, "kind is 'wish'"),
    (DEMANDS_FILE, _set("since", "2014"), 2, "since is '2014'"),
    (DEMANDS_FILE, _set("until", "2014-08-31"), 2, "ends on 2014-08-31, before it begins"),
    (DEMANDS_FILE, _set("source", ""), 2, "has no source"),
    (DEMANDS_FILE, _set("status", "perhaps"), 2, "status is 'perhaps'"),
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


WITHOUT = "education/occupations_without_programme.csv"
SOFT = [
    ("skills.csv", _append_skill, 402, "the skill zz-orphan is used by 0 occupations"),
    ("skills.csv", _copy("name_nl"), 5, "is also the name at skills.csv, line 2"),
    ("skills.csv", _set("name_en", "a b c d e f g h i j k"), 2, "has more than 10 words"),
    ("isco08.csv", _set("name_en", ""), 2, "the group 0 has no name in: en"),
    (
        "isco08.csv",
        lambda rows: rows.append({"code": "0111", "name_nl": "x", "name_en": "x"}),
        621,
        "no occupation is in",
    ),
    (CARE, _set("brc", "0111"), 2, "brc is 0111, where CBS puts 2230 in"),
    (CARE, _copy("title_en"), 5, "is also the name at occupations/zorg.csv, line 2"),
    (CARE, lambda rows: rows[0].update(also_nl=rows[0]["title_nl"]), 2, "also_nl repeats the name itself"),
    (CARE, _set("line_nl", "Je " + "doet " * 20 + "iets."), 2, "a sentence has 22 words"),
    (CARE, _set("line_nl", "Je doet meervoudigheidsbeperkingsonderzoek."), 2, "letters, more than 18"),
    (
        CARE,
        _set("line_nl", "Je doet verpleegkundige administratieve organisatie."),
        2,
        "3 words of four syllables or more",
    ),
    (CARE, _set("line_en", "He helps people."), 2, "is not one sentence that begins with You"),
    (CARE, _set("line_nl", "Je helpt. Je zorgt."), 2, "is not one sentence that begins with Je"),
]
CARER_ROW, CARER_LINE = 2, 4  # mbo3-verzorgende
SOFT += [
    (PROGRAMMES, _set("level", "", row=CARER_ROW), CARER_LINE, "is regular education without a level"),
    (PROGRAMMES, _set("nlqf", "4", row=CARER_ROW), CARER_LINE, "NLQF 4 does not fit mbo-3, which is 3"),
    (PROGRAMMES, _set("iscedf", "9999"), 2, "9999 is no detailed field"),
    (PROGRAMMES, _set("code", "123"), 2, "the code is '123'"),
    (
        PROGRAMMES,
        _set("duration_months", "60", row=CARER_ROW),
        CARER_LINE,
        "60 months is not usual for mbo-3 (2 to 3 years)",
    ),
    (PROGRAMMES, _set("modes", "voltijd", row=CARER_ROW), CARER_LINE, "mbo-3 has no mode voltijd"),
    (PROGRAMMES, _set("teaches", "accounting act", row=CARER_ROW), CARER_LINE, "teaches no skill of verzorgende"),
    (PROGRAMMES, _set("iscedf", "0611", row=CARER_ROW), CARER_LINE, "0611 is not plausible for verzorgende (zorg)"),
    (PROGRAMMES, _set("teaches", "nursing", row=CARER_ROW), CARER_LINE, "teaches 1 skills"),
    (PROGRAMMES, _set("teaches", "", row=CARER_ROW), CARER_LINE, "teaches 0 skills"),
    (PROGRAMMES, lambda rows: rows[CARER_ROW].update(kind="course", teaches=""), CARER_LINE, "teaches 0 skills"),
    (PROGRAMMES, _set("requires", "hbo-verpleegkunde", row=CARER_ROW), CARER_LINE, "whose level is no entry"),
    (PROGRAMMES, _set("entry", "po", row=CARER_ROW), CARER_LINE, "no rule of admission goes from po to mbo-3"),
    (PROGRAMMES, _set("leads_to", "", row=CARER_ROW), CARER_LINE, "leads to no occupation and to no other programme"),
    (
        PROGRAMMES,
        lambda rows: rows[CARER_ROW].update(kind="certificate", leads_to=""),
        CARER_LINE,
        "leads to no occupation",
    ),
    (PROGRAMMES, _set("content_nl", "Je leert zorgen."), 2, "content_nl is not two or three sentences"),
    (PROGRAMMES, _set("line_nl", "Leren zorgen."), 2, "line_nl is not one sentence that begins with Je"),
    (
        PROGRAMMES,
        _set("content_nl", "Je leert. Je " + "doet " * 20 + "iets."),
        2,
        "content_nl: a sentence has 22 words",
    ),
    (PROGRAMMES, _set("content_en", "You " + "do " * 20 + "it. You learn."), 2, "content_en: a sentence has 22 words"),
    (PROGRAMMES, _set("content_nl", "Je begeleidt specialistische procedures. Je leert."), 2, "the reading ease is"),
    (ADMISSION, _set("only_for", "hbo-fysiotherapie"), 2, "hbo-fysiotherapie is not of the level mbo-entree"),
    (DEMANDS_FILE, _set("programmes", "hbo-ict"), 2, "asks subjects from vmbo-bb, which is no entry of hbo-ict"),
    (WAYS, _set("time_nl", "Je leert " + "veel " * 19 + "nu."), 2, "a sentence has 22 words"),
    (COSTS, _set("note_nl", "Je betaalt onderwijsondersteuningsgeld."), 2, "letters, more than 18"),
    ("funding.csv", _set("ended", "no"), 2, "is over since 2023-12-31 but not marked as ended"),
    (WITHOUT, lambda rows: rows[0].update(reason_nl="", reason_en=""), 2, "no route leads to fietskoerier"),
    (
        WITHOUT,
        _set("reason_nl", "Je leert specialistische procedures begeleiden."),
        2,
        "reason in Dutch: the reading ease",
    ),
    (WITHOUT, lambda rows: rows.append(dict.fromkeys(rows[0], "") | {"occupation": "verzorgende"}), None, "by now"),
    (
        "occupations/handel.csv",
        lambda rows: rows.append({**rows[0], "id": "z", "esco": "", "title_nl": "z", "title_en": "z"}),
        34,
        "no programme leads to z, and nothing tells why",
    ),
]


@pytest.mark.parametrize(("name", "change", "line", "what"), SOFT)
def test_findings_tell_what_does_not_hinder_loading(
    folder: Path, name: str, change: Change, line: int | None, what: str
) -> None:
    spoil(folder, name, change)

    [found] = [f for f in findings(folder) if what in f.what]
    assert (found.file, found.line) == (name, line or len((folder / name).read_text().splitlines()))
    assert found.mend
    assert [*parse_catalogue(folder)]


def test_findings_tell_programmes_that_require_themselves(folder: Path) -> None:
    spoil(folder, PROGRAMMES, _set("requires", "mbo4-verpleegkundige", row=CARER_ROW))
    spoil(folder, PROGRAMMES, lambda rows: _row(rows, "mbo4-verpleegkundige").update(requires="mbo3-verzorgende"))

    assert [f.line for f in findings(folder) if "requires itself in the end" in f.what] == [
        CARER_LINE,
        2 + [row["id"] for row in _rows(folder, PROGRAMMES)].index("mbo4-verpleegkundige"),
    ]


def _row(rows: list[dict[str, str]], id: str) -> dict[str, str]:
    return next(row for row in rows if row["id"] == id)


RIGHT_LINKS = [
    ("mbo3-verzorgende", "verzorgende"),  # of one level
    ("mbo3-verzorgende", "thuishulp"),  # one level above the highest
    ("mbo4-verpleegkundige", "mbo-verpleegkundige"),  # the least that the law asks
    ("hbo-verpleegkunde", "gespecialiseerd-verpleegkundige"),
    ("medicatie", "verzorgende"),  # a course has no level
    ("ehbo-course", "verzorgende"),  # nor does one in safety stay in its own sector
]
WRONG_LINKS = [
    ("mbo4-verpleegkundige", "patientenvervoer", "NLQF 4 does not fit patientenvervoer (1 to 2)"),  # two levels above
    ("mbo3-verzorgende", "acupuncturist", "NLQF 3 does not fit acupuncturist (5 to 6)"),  # two levels below
    ("mbo3-verzorgende", "verpleegkundige", "NLQF 3 does not fit verpleegkundige (4 to 6)"),  # below what the law asks
    ("mbo3-verzorgende", "metselaar", "field 0913 is not plausible for metselaar (bouw)"),
    ("medicatie", "metselaar", "field 0913 is not plausible for metselaar (bouw)"),
    ("mbo3-verzorgende", "data-invoerder", "teaches no skill of data-invoerder"),
]


def _link(programme: str, occupation: str) -> Change:
    def change(rows: list[dict[str, str]]) -> None:
        if programme == "ehbo-course":
            rows.append(_row(rows, "medicatie") | {"id": programme, "iscedf": "1022"})
        _row(rows, programme)["leads_to"] += f" {occupation}" * (occupation not in _row(rows, programme)["leads_to"])

    return change


@pytest.mark.parametrize(("programme", "occupation"), RIGHT_LINKS)
def test_findings_accept_links_that_fit(folder: Path, programme: str, occupation: str) -> None:
    spoil(folder, PROGRAMMES, _link(programme, occupation))

    assert [f.what for f in findings(folder) if f.file == PROGRAMMES] == []


@pytest.mark.parametrize(("programme", "occupation", "what"), WRONG_LINKS)
def test_findings_refuse_links_that_do_not_fit(folder: Path, programme: str, occupation: str, what: str) -> None:
    spoil(folder, PROGRAMMES, _link(programme, occupation))

    line = 2 + [row["id"] for row in _rows(folder, PROGRAMMES)].index(programme)
    assert any(f.line == line and f.what.startswith(what) for f in findings(folder) if f.file == PROGRAMMES)


def test_findings_ask_no_skills_and_no_work_of_recognition_and_no_work_of_a_language(folder: Path) -> None:
    spoil(folder, PROGRAMMES, lambda rows: _row(rows, "tillen").update(kind="recognition", leads_to="", teaches=""))
    spoil(folder, PROGRAMMES, lambda rows: _row(rows, "kraam").update(iscedf="0231", leads_to=""))

    assert [f.what for f in findings(folder) if f.file == PROGRAMMES] == []


def test_findings_leave_names_out_of_the_reading_level(folder: Path) -> None:
    hard = "praktijkopleiding gespecialiseerde operatieassistentie"

    def change(name: str) -> Change:
        return lambda rows: rows[CARER_ROW].update(name_nl=name, content_nl=f"Je doet de {hard}. Je leert veel.")

    spoil(folder, PROGRAMMES, change("zorg"))
    assert len([f for f in findings(folder) if f.file == PROGRAMMES]) > 1
    spoil(folder, PROGRAMMES, change(hard))
    assert [f for f in findings(folder) if f.file == PROGRAMMES] == []


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


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
    # Five syllables each: two together may be, three not.
    assert reading_findings("Verpleegkundige verpleegkundige.", "nl") == []
    assert len(reading_findings("Verpleegkundige verpleegkundige verpleegkundige.", "nl")) == 1
    assert reading_findings("Verpleegkundige MBO Verpleegkundige verpleegkundige.", "nl", ["mbo verpleegkundige"]) == []


def test_ease_findings_by_hand() -> None:
    # Ease is 206.84 - 0.93 * words per sentence - 77 * syllables per word: 74.87 of the first, 36.37 of the second.
    assert ease_findings(["Mensen lopen op straat.", "Iemand zoekt de weg."]) == []
    assert ease_findings(["Mensen lopen buiten."]) == ["the reading ease is 50, below 70."]
    assert ease_findings(["Mensen lopen buiten."], ["mensen lopen", "buiten (bol)"]) == []
