"""ESCO zip files to records: every language, any order, and every kind of mistake at its file and line."""

import io
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.factories import (
    CARER,
    COURIER,
    ESCO,
    GIVE_CARE,
    LISTEN,
    NURSE,
    PLAN_ROUTES,
    ROUTES,
    Tables,
    csv_bytes,
    esco_bytes,
    esco_tables,
    zip_bytes,
)
from wending.reference.rules import records as r
from wending.reference.rules.contents import Contents, counts, digest
from wending.reference.sources.esco.parse import holds_base, parse_esco

NAMES = ("occupations", "ISCOGroups", "skills", "skillGroups")


def parse(*contents: bytes) -> Contents:
    return parse_esco([(f"{k}.zip", io.BytesIO(content)) for k, content in enumerate(contents)])


def refusal(*contents: bytes) -> r.BadInput:
    with pytest.raises(r.BadInput) as caught:
        parse(*contents)
    assert caught.value.mend
    return caught.value


def changed(table: str, row: int, **values: str) -> Callable[[Tables], None]:
    """Return a change of one row of one table."""
    return lambda tables: tables[table][row].update(values)


def test_parse_esco_reads_all_tables() -> None:
    contents = parse(esco_bytes("en"))
    found = counts(contents)
    assert (found["occupations"], found["skills"], found["skill_groups"], found["isco_groups"]) == (4, 7, 3, 8)
    assert (found["occupation_skills"], found["skill_relations"]) == (12, 2)
    assert (found["broader.occupation"], found["broader.skill"]) == (10, 9)
    assert contents.languages == ["en"]
    assert r.OccupationRecord(NURSE, "2221", "2221.1", is_regulated=True) in contents.of(r.OccupationRecord)
    assert r.OccupationSkillRecord(COURIER, PLAN_ROUTES, True) in contents.of(r.OccupationSkillRecord)
    assert r.OccupationSkillRecord(COURIER, PLAN_ROUTES, False) in contents.of(r.OccupationSkillRecord)
    assert r.SkillRelationRecord(PLAN_ROUTES, ROUTES, True) in contents.of(r.SkillRelationRecord)
    assert r.BroaderRecord("occupation", CARER, NURSE) in contents.of(r.BroaderRecord)
    assert r.TextRecord("occupation", NURSE, "en", "description", "Nurses care for ill people.") in contents.of(
        r.TextRecord
    )


def test_parse_esco_takes_unregulated_for_unknown() -> None:
    by_uri = {record.uri: record for record in parse(esco_bytes()).of(r.OccupationRecord)}
    assert (by_uri[NURSE].is_regulated, by_uri[CARER].is_regulated) == (True, None)


def test_parse_esco_splits_names_by_line_and_by_bar_without_repeating() -> None:
    change = changed(
        "occupations", 0, altLabels="ward nurse\n nurse \nstaff nurse\n\nward nurse", hiddenLabels="RN | nurse"
    )
    labels = {(label.uri, label.type, label.text) for label in parse(esco_bytes(change=change)).of(r.LabelRecord)}
    assert {label for label in labels if label[0] == NURSE} == {
        (NURSE, "preferred", "nurse"),
        (NURSE, "alternative", "ward nurse"),
        (NURSE, "alternative", "staff nurse"),
        (NURSE, "hidden", "RN"),
    }
    assert (GIVE_CARE, "alternative", "look after people") in labels
    assert (GIVE_CARE, "alternative", "tend") in labels


def test_parse_esco_takes_byte_order_mark_and_folder() -> None:
    assert digest(parse(esco_bytes(bom=True, folder="ESCO dataset/"))) == digest(parse(esco_bytes()))


@pytest.mark.parametrize("only", [(), ("occupations", "ISCOGroups"), NAMES])
def test_parse_esco_joins_languages_in_any_order(only: tuple[str, ...]) -> None:
    english, dutch = esco_bytes("en"), esco_bytes("nl", only=only)
    one, other = parse(english, dutch), parse(dutch, english)
    assert digest(one) == digest(other)
    assert one.languages == ["en", "nl"]
    assert one.base_language == other.base_language == "en"


def test_parse_esco_takes_the_base_from_any_language() -> None:
    dutch = parse(esco_bytes("nl"))
    assert dutch.base_language == "nl"
    assert dutch.of(r.OccupationSkillRecord) == parse(esco_bytes("en")).of(r.OccupationSkillRecord)


def test_parse_esco_reads_run_together_names_as_hidden() -> None:
    text = csv_bytes([{"conceptUri": LISTEN, "altText": "hear people out pay attention"}])
    labels = parse(esco_bytes(replace={"skillAltText_en.csv": text})).of(r.LabelRecord)
    assert r.LabelRecord("skill", LISTEN, "en", "hidden", "hear people out pay attention") in labels


def test_parse_esco_overlooks_tables_it_does_not_use() -> None:
    extra = {"greenSkillsCollection_en.csv": b"\xff\xfe no table", "readme.txt": b""}
    assert digest(parse(esco_bytes(replace=extra))) == digest(parse(esco_bytes()))


def test_parse_esco_leaves_out_what_esco_withdrew() -> None:
    contents = parse(esco_bytes(change=changed("skills", 1, status="obsolete")))
    assert LISTEN not in {skill.uri for skill in contents.of(r.SkillRecord)}
    assert LISTEN not in {row.skill for row in contents.of(r.OccupationSkillRecord)}
    assert LISTEN not in {label.uri for label in contents.of(r.LabelRecord)}


def test_holds_base_tells_names_from_a_whole_release() -> None:
    assert holds_base([("x.zip", io.BytesIO(esco_bytes()))])
    assert not holds_base([("x.zip", io.BytesIO(esco_bytes(only=NAMES)))])


@pytest.mark.parametrize("table", list(esco_tables()))
def test_parse_esco_names_a_missing_file(table: str) -> None:
    error = refusal(esco_bytes(only=tuple(name for name in esco_tables() if name != table)))
    assert f"{table}_en.csv is missing" in error.wrong


def test_parse_esco_refuses_names_alone() -> None:
    error = refusal(esco_bytes("nl", only=("occupations",)))
    assert "only names (nl)" in error.wrong
    assert "together with a complete zip file" in error.mend


def test_parse_esco_refuses_a_zip_without_esco_tables() -> None:
    assert "holds no ESCO tables" in refusal(zip_bytes({"photo.jpg": b"x"})).wrong
    assert refusal(esco_bytes(), zip_bytes({"photo.jpg": b"x"})).file == "1.zip"


def test_parse_esco_refuses_the_same_language_twice() -> None:
    error = refusal(esco_bytes(), esco_bytes())
    assert (error.file, error.wrong) == ("1.zip: ISCOGroups_en.csv", "is in 0.zip as well.")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("occupations", "iscoGroup"),
        ("skills", "skillType"),
        ("occupationSkillRelations", "relationType"),
        ("broaderRelationsSkillPillar", "broaderUri"),
        ("ISCOGroups", "code"),
        ("skillGroups", "preferredLabel"),
    ],
)
def test_parse_esco_names_a_missing_column(table: str, column: str) -> None:
    def drop(tables: Tables) -> None:
        for row in tables[table]:
            row.pop(column, None)

    error = refusal(esco_bytes(change=drop))
    assert (error.file, error.line) == (f"0.zip: {table}_en.csv", 1)
    assert f"no column {column}" in error.wrong


@pytest.mark.parametrize(
    ("table", "row", "values", "wrong"),
    [
        ("occupations", 1, {"conceptUri": NURSE}, "is on line 2 already"),
        ("skills", 1, {"conceptUri": GIVE_CARE}, "is on line 2 already"),
        ("skills", 1, {"conceptUri": NURSE}, "another kind of concept"),
        ("occupations", 1, {"conceptUri": "carer"}, "is not a URI"),
        ("occupations", 1, {"conceptUri": f"{ESCO}/occupation/{'x' * 300}"}, "is not a URI"),
        ("occupations", 1, {"preferredLabel": " "}, "has no preferredLabel"),
        ("occupations", 1, {"iscoGroup": "9999"}, "'9999' is no ISCO-08 unit group"),
        ("occupations", 1, {"iscoGroup": "222"}, "'222' is no ISCO-08 unit group"),
        ("occupations", 1, {"iscoGroup": "2221.0"}, "'2221.0' is no ISCO-08 unit group"),
        ("occupations", 1, {"iscoGroup": ""}, "'' is no ISCO-08 unit group"),
        ("ISCOGroups", 1, {"code": "23"}, "'23' is not the ISCO-08 code of"),
        ("ISCOGroups", 1, {"code": "2a"}, "'2a' is not the ISCO-08 code of"),
        ("skills", 1, {"skillType": "hobby"}, "'hobby' is no skill type"),
        ("occupationSkillRelations", 1, {"relationType": "handy"}, "'handy' is no relation type"),
        ("occupationSkillRelations", 1, {"skillUri": f"{ESCO}/skill/x"}, f"refers to {ESCO}/skill/x"),
        ("occupationSkillRelations", 1, {"occupationUri": ""}, "refers to nothing"),
        ("skillSkillRelations", 1, {"relatedSkillUri": NURSE}, f"refers to {NURSE}"),
        ("broaderRelationsOccPillar", 1, {"broaderUri": f"{ESCO}/isco/C7"}, f"refers to {ESCO}/isco/C7"),
        ("broaderRelationsSkillPillar", 1, {"conceptUri": GIVE_CARE, "broaderUri": GIVE_CARE}, "broader than itself"),
    ],
)
def test_parse_esco_names_file_and_line_of_a_mistake(table: str, row: int, values: dict[str, str], wrong: str) -> None:
    error = refusal(esco_bytes(change=changed(table, row, **values)))
    assert (error.file, error.line) == (f"0.zip: {table}_en.csv", row + 2 + (table == "occupations"))
    assert wrong in error.wrong


def test_parse_esco_names_the_line_of_a_translation_of_nothing() -> None:
    error = refusal(
        esco_bytes(), esco_bytes("nl", change=changed("skills", 2, conceptUri=f"{ESCO}/skill/x"), only=NAMES)
    )
    assert (error.file, error.line) == ("1.zip: skills_nl.csv", 4)
    assert "is no known skill" in error.wrong


def test_parse_esco_names_the_line_of_a_wrong_encoding() -> None:
    raw = csv_bytes(esco_tables("nl")["occupations"]).replace(b"koerier", "koériër".encode("latin-1"))
    error = refusal(esco_bytes(), esco_bytes("nl", replace={"occupations_nl.csv": raw}))
    assert (error.file, error.line) == ("1.zip: occupations_nl.csv", 6)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(min_value=0), value=st.integers(min_value=0, max_value=255), cut=st.booleans())
def test_parse_esco_with_any_byte_changed_reads_or_refuses(place: int, value: int, cut: bool) -> None:
    whole = esco_bytes()
    place %= len(whole)
    spoilt = whole[:place] if cut else whole[:place] + bytes([value]) + whole[place + 1 :]
    with suppress(r.BadInput):
        parse(spoilt)


@settings(max_examples=150, deadline=None)
@given(
    table=st.sampled_from(sorted(esco_tables())),
    place=st.integers(min_value=0),
    value=st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b" ", b"", b"\x1a", "é".encode()]),
)
def test_parse_esco_with_any_table_spoilt_reads_or_refuses(table: str, place: int, value: bytes) -> None:
    raw = csv_bytes(esco_tables()[table])
    place %= len(raw)
    with suppress(r.BadInput):
        parse(esco_bytes(replace={f"{table}_en.csv": raw[:place] + value + raw[place + 1 :]}))
