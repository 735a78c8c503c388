"""Rosters in mapped CSV: usual headings, a school's own mapping, mentors, encodings, and hostile files."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import STAFF, Finding, Group, Membership, Roster
from wending.school.rules.roster_plan import applied, plan
from wending.school.sources.table.mapping import FIELDS, ColumnMap, read_mapping
from wending.school.sources.table.parse import parse

LEARNERS = """Stamnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;Lesgroepen;Mentor;Leerjaar;Geboortedatum;BSN;Postcode
1001;Zoë;van den;Bos;3A;wis1, mu2;VOS;3;4-1-2011;111222333;1234 AB
1002;Bo;;Dijk;3A;;VOS;3;5-1-2011;123456782;1234 AB
"""
STAFF_FILE = """Afkorting,Roepnaam,Achternaam,Functie,Mentorklas
VOS,Kim,Vos,Docent,3A
JAN,Jan,Smit,Decaan,
"""
MAPPING = ColumnMap(school="99XX00", year="2026-2027", whole=frozenset({"learners", "staff"}))
BOTH = [("l.csv", LEARNERS.encode()), ("s.csv", STAFF_FILE.encode())]


def test_usual_headings_are_read() -> None:
    roster = parse(BOTH, MAPPING).roster
    zoe, _, kim, jan = roster.people
    assert (zoe.id, zoe.first, zoe.infix, zoe.last, zoe.grade) == ("1001", "Zoë", "van den", "Bos", "3")
    home = "99XX00/2026-2027/3A"
    assert {each.group for each in zoe.memberships} == {home, "99XX00/2026-2027/wis1", "99XX00/2026-2027/mu2"}
    assert {group.id: group.home for group in roster.groups if group.home} == {home: True}
    assert roster.groups[0] == Group(home, "3A", "99XX00", "2026-2027", home=True)
    assert zoe.mentors == {"staff/VOS"}
    assert roster.mentees("staff/VOS") == ("1001", "1002")
    assert (kim.id, kim.roles, kim.memberships) == (
        "staff/VOS",
        {"teacher", "mentor"},
        {Membership(home, "mentor")},
    )
    assert jan.roles == {"counsellor"}
    assert roster.whole == STAFF | {"learner"}
    assert [school.code for school in roster.schools] == ["99XX00"]


def test_private_columns_are_dropped_and_unknown_ones_named() -> None:
    reading = parse(BOTH, MAPPING)
    for secret in ("111222333", "123456782", "2011", "1234 AB"):
        assert secret not in repr(reading)
    told = {(finding.code, *finding.about) for finding in reading.findings}
    assert {("private-birth", "Geboortedatum"), ("private-number", "BSN"), ("column-unknown", "Postcode")} <= told
    assert not any(finding.grave for finding in reading.findings)


def test_second_delivery_of_the_same_files_changes_nothing() -> None:
    reading = parse(BOTH, MAPPING)
    after = applied(Roster(), plan(Roster(), reading.roster, found=reading.findings))
    assert plan(after, parse(BOTH[::-1], MAPPING).roster).empty


def test_file_that_is_cut_off_half_way_is_refused_or_stopped() -> None:
    lines = [f"{number};A;;B;3A;;;3;;;" for number in range(100)]
    text = "\n".join([LEARNERS.splitlines()[0], *lines])
    old = applied(Roster(), plan(Roster(), parse([("l.csv", text.encode())], MAPPING).roster))
    half = text[: len(text) // 2]
    with pytest.raises(BadInput, match="values where the heading has"):
        parse([("l.csv", half.encode())], MAPPING)
    at_the_end_of_a_line = half.rpartition("\n")[0]
    assert plan(old, parse([("l.csv", at_the_end_of_a_line.encode())], MAPPING).roster).needs_confirmation


def test_mentor_is_found_in_the_known_roster() -> None:
    known = parse(BOTH[1:], MAPPING).roster
    assert parse(BOTH[:1], MAPPING, known).roster.people[0].mentors == {"staff/VOS"}
    assert plan(Roster(), parse(BOTH[:1], MAPPING).roster).refused


def test_mentor_with_an_abbreviation_of_two_people_is_grave() -> None:
    twice = "Personeelsnummer;Afkorting;Achternaam\n1;VOS;Vos\n2;VOS;Vossen\n"
    reading = parse([BOTH[0], ("s.csv", twice.encode())], MAPPING)
    assert [finding.line for finding in reading.findings if finding.grave] == [2, 3]


def test_group_is_home_when_one_row_says_so() -> None:
    text = "Stamnummer;Achternaam;Klas;Lesgroepen\n1;Bos;3A;3B\n2;Dijk;3B;\n"
    assert [group.home for group in parse([("l.csv", text.encode())]).roster.groups] == [True, True]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_encoding_make_no_difference(separator: str, encoding: str) -> None:
    text = f'Leerlingnr.{separator}Roepnaam{separator}Achternaam\r\n7{separator}Zoë{separator}"Bos; van, den"\r\n'
    reading = parse([("l.csv", text.encode(encoding))])
    (person,) = reading.roster.people
    assert (person.id, person.first, person.last) == ("7", "Zoë", "Bos; van, den")
    assert any(finding.code == "not-in-utf" for finding in reading.findings) == (encoding == "cp1252")


def test_own_mapping_and_ignored_columns() -> None:
    toml = 'year = "2026-2027"\nwhole = ["learners"]\nignore = ["Kluisje"]\n'
    toml += '[columns]\n"Lln" = "learner"\n"Van" = "begins"\n'
    text = "Lln;Achternaam;Klas;Van;Kluisje\n7;Bos;3A;20-8-2026;12\n"
    reading = parse([("l.csv", text.encode())], read_mapping("m.toml", toml.encode()))
    assert reading.roster.people[0].memberships == {Membership("2026-2027/3A", "learner", date(2026, 8, 20))}
    assert reading.roster.whole == {"learner"}
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[columns", "cannot be read as TOML"),
        ('kolommen = "x"', "kolommen, which means nothing"),
        ('[columns]\n"X" = "shoe"', "maps X to shoe"),
        ('[columns]\n"BSN" = "learner"', "maps BSN, which is never read"),
        ('whole = ["parents"]', "parents are whole"),
        ("year = 2026", "year is not written"),
        ("ignore = 1", "ignore is not written"),
        ('columns = "x"', "no table of texts"),
    ],
)
def test_wrong_mapping_says_what_is_wrong(toml: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_mapping("m.toml", toml.encode())


def graves(text: str) -> list[Finding]:
    """Return the grave findings of one file."""
    return [finding for finding in parse([("l.csv", text.encode())]).findings if finding.grave]


@pytest.mark.parametrize(
    ("row", "code", "about"),
    [
        (";Ada;Bos;", "no-number", ()),
        ("8;;;", "no-name", ()),
        ("111222333;Ada;Bos;", "citizen-number", ("Stamnummer",)),
        ("8;Ada;Bos 1112.22.333;", "citizen-number", ("Achternaam",)),
        ("8;Ada;Bos;31-2-2026", "no-day", ("begins", "31-2-2026")),
        ('8;Ada;Bos;"\n9;Bo;Dijk;\n10;Cas;Smit;', "more-lines", ("Begindatum",)),
        (f"8;Ada;{'x' * 201};", "text-too-long", ("Achternaam", 200)),
    ],
)
def test_wrong_row_is_grave_and_names_its_line(row: str, code: str, about: tuple[object, ...]) -> None:
    (finding,) = graves(f"Stamnummer;Roepnaam;Achternaam;Begindatum\n7;Bo;Dijk;\n{row}\n")[:1]
    assert finding.line == 3
    assert (finding.code, finding.about) == (code, about)


def test_eckid_with_digits_is_no_citizen_service_number() -> None:
    eckid = "https://ketenid.nl/201703/" + "111222333abcdef0" * 8
    text = f"Stamnummer;ECK-iD;Achternaam\n7;{eckid};Bos\n"
    reading = parse([("l.csv", text.encode())])
    assert reading.findings == ()
    assert (reading.roster.people[0].id, reading.roster.people[0].local) == (eckid, "7")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04zip", "is no CSV file"),
        (b"Stamnummer;Achternaam\n1;\x00\n", "no text in UTF-8"),
        (b"Stamnummer;Achternaam\n1;Bos;x\n", "line 2: has 3 values"),
        (b"Achternaam;Klas\nBos;3A\n", "no column with a number of people"),
        (b"Stamnummer;Personeelsnummer\n1;2\n", "numbers of both"),
        (b"Stamnummer;Leerlingnummer\n1;2\n", "two columns for learner"),
        (b"Stamnummer;Stamnummer\n1;2\n", "Stamnummer twice"),
    ],
)
def test_unreadable_file_says_what_is_wrong(content: bytes, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse([("l.csv", content)])
    assert words in str(refused.value)


def test_file_without_a_heading_does_not_repeat_numbers() -> None:
    text = "Stamnummer;111222333\n1;2\n"
    assert "111222333" not in repr(parse([("l.csv", text.encode())]))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for data in (content, b"Stamnummer;Achternaam\n" + content):
        # Anything but BadInput comes out, and fails the test.
        with suppress(BadInput):
            assert parse([("l.csv", data)]).roster.whole == frozenset()


def test_every_field_can_be_mapped() -> None:
    for name in FIELDS:
        assert read_mapping("m.toml", f'[columns]\n"X" = "{name}"'.encode()).field_of("x") == name
