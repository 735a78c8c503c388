"""Rosters in OneRoster 1.2: what is read, what never, deltas on what is known, and hostile files."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import ROLES, Group, Membership, Person, Roster, School, Year
from wending.school.rules.roster_plan import applied, plan
from wending.school.sources.oneroster.parse import NEEDED, parse, parse_files

# 111222333 passes the eleven test of citizen service numbers; nobody has it.
BSN = "111222333"
BULK = {
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,De Wilg,school,99XX00,\n",
    "academicSessions.csv": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,"
    "schoolYear\ny1,,,2026-2027,schoolYear,2026-08-01,2027-07-31,,2027\n",
    "courses.csv": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId\n"
    "k1,,,y1,Havo 3,H3,,o1\n",
    "classes.csv": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
    "schoolSourcedId,termSourcedIds\nc1,,,H3A,3,k1,,homeroom,,o1,y1\nc2,,,Wiskunde,3,k1,,scheduled,,o1,y1\n",
    "users.csv": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
    "identifier,email,password,preferredGivenName,primaryOrgSourcedId\n"
    'u1,,,true,ada,,Adriana,"Bos, van den",,1001,ada@example.org,geheim,Ada,o1\n'
    "u2,,,true,kim,,Kim,Vos,,,,,,\nu3,,,true,pa,,Pa,Bos,,,,,,o1\n",
    "roles.csv": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
    "userProfileSourcedId\nr1,,,u1,primary,student,,,o1,\nr2,,,u2,primary,teacher,,,o1,\nr3,,,u3,primary,parent,,,o1,\n",
    "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
    "beginDate,endDate\ne1,,,c1,o1,u1,student,,2026-08-20,\ne2,,,c1,o1,u2,teacher,true,,\n",
}


def files(texts: dict[str, str], mode: str = "bulk", version: str = "1.2", more: str = "") -> dict[str, bytes]:
    """Return the files with a manifest that says they all have a mode; other files are absent."""
    lines = ["propertyName,value", "manifest.version,1.0", f"oneroster.version,{version}"]
    lines += [f"file.{name},{mode if f'{name}.csv' in texts else 'absent'}" for name in NEEDED]
    manifest = "\n".join(lines) + "\n" + more
    return {name: text.encode() for name, text in {"manifest.csv": manifest, **texts}.items()}


def zipped(content: dict[str, bytes], folder: str = "") -> bytes:
    """Return the files as a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(folder + name, data)
    return stream.getvalue()


ADA = Person(
    "u1",
    "Ada",
    last="Bos, van den",
    local="1001",
    school="o1",
    roles=frozenset({"learner"}),
    memberships=frozenset({Membership("c1", "learner", date(2026, 8, 20))}),
)
KIM = Person(
    "u2",
    "Kim",
    last="Vos",
    school="o1",
    roles=frozenset({"teacher"}),
    memberships=frozenset({Membership("c1", "teacher")}),
)
EXPECTED = Roster(
    (School("o1", "De Wilg", "99XX00"),),
    (Year("y1", "2026-2027", date(2026, 8, 1), date(2027, 7, 31)),),
    (Group("c1", "H3A", "o1", "y1", "3", home=True), Group("c2", "Wiskunde", "o1", "y1", "3")),
    (ADA, KIM),
    ROLES,
)


def test_bulk_is_read_from_a_folder_and_from_a_zip_file_alike() -> None:
    reading = parse_files(files(BULK))
    assert reading.roster == EXPECTED
    assert [(finding.code, finding.about) for finding in reading.findings] == [("outside-school", (1,))]
    assert parse("school.zip", zipped(files(BULK), "export/")) == reading
    assert not plan(Roster(), reading.roster, found=reading.findings).refused


def test_demographics_are_never_opened_and_told() -> None:
    hostile = {**files(BULK, more="file.demographics,bulk\n"), "demographics.csv": b"\x00not a table"}
    reading = parse("school.zip", zipped(hostile))
    assert reading.roster == EXPECTED
    assert ("never-opened", ("demographics.csv",)) in [(finding.code, finding.about) for finding in reading.findings]


def test_password_and_address_do_not_come_along() -> None:
    kept = repr(parse_files(files(BULK)).roster)
    assert "geheim" not in kept
    assert "@" not in kept


DELTA = {
    "users.csv": "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,primaryOrgSourcedId\n"
    "u1,active,2026-09-01T00:00:00Z,true,ada,Ada,Bos,o1\nu2,tobedeleted,2026-09-01T00:00:00Z,true,kim,Kim,Vos,o1\n"
    "u4,active,2026-09-01T00:00:00Z,true,bo,Bo,Dijk,o1\n",
    "roles.csv": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId\n"
    "r4,active,2026-09-01T00:00:00Z,u4,primary,student,o1\nr2,tobedeleted,2026-09-01T00:00:00Z,u2,primary,teacher,o1\n",
    "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
    "e1,tobedeleted,2026-09-01T00:00:00Z,c1,o1,u1,student\ne4,active,2026-09-01T00:00:00Z,c2,o1,u1,student\n",
}


def test_delta_changes_only_what_it_names() -> None:
    reading = parse_files(files(DELTA, "delta"), EXPECTED)
    people = {person.id: person for person in reading.roster.people}
    assert set(people) == {"u1", "u4"}
    assert people["u1"].last == "Bos"
    assert people["u1"].roles == {"learner"}
    assert people["u1"].memberships == {Membership("c2", "learner")}
    assert reading.roster.groups == EXPECTED.groups
    steps = plan(EXPECTED, reading.roster, found=reading.findings, confirmed=True)
    assert steps.ended == (("people", "u2"),)
    after = applied(EXPECTED, steps)
    again = parse_files(files(DELTA, "delta"), after)
    assert plan(after, again.roster, found=again.findings).empty


def test_end_of_an_enrollment_is_the_first_day_away() -> None:
    lines = BULK["enrollments.csv"].replace("2026-08-20,", "2026-08-20,2027-01-01")
    lines += "e3,,,c2,o1,u1,student,,2026-08-20,2026-08-20\n"
    people = parse_files(files(BULK | {"enrollments.csv": lines})).roster.people
    assert people[0].memberships == {Membership("c1", "learner", date(2026, 8, 20), date(2026, 12, 31))}


def test_delta_takes_away_one_role_of_two() -> None:
    both = replace(EXPECTED, people=(ADA, replace(KIM, roles=frozenset({"teacher", "counsellor"}))))
    reading = parse_files(files({"roles.csv": DELTA["roles.csv"].replace("u4", "u1")}, "delta"), both)
    assert {person.id: person.roles for person in reading.roster.people} == {"u1": {"learner"}, "u2": {"counsellor"}}


def test_delta_without_a_known_roster_is_refused() -> None:
    with pytest.raises(BadInput, match="only changes"):
        parse_files(files(DELTA, "delta"))


def grave(texts: dict[str, str], mode: str = "bulk", known: Roster | None = None) -> list[tuple[object, ...]]:
    """Return where and what the grave findings are, with their values."""
    found = parse_files(files(texts, mode), known).findings
    return [(finding.file, finding.line, finding.code, *finding.about) for finding in found if finding.grave]


def test_delta_without_status_is_grave() -> None:
    texts = {"users.csv": DELTA["users.csv"].replace("u4,active", "u4,")}
    assert grave(texts, "delta", EXPECTED) == [("users.csv", 4, "status-unknown", "")]


def test_deletion_in_a_whole_file_is_grave() -> None:
    texts = BULK | {"users.csv": BULK["users.csv"].replace("u2,,,", "u2,tobedeleted,2026-01-01,")}
    assert ("users.csv", 3, "deleted-in-bulk") in grave(texts)


def test_same_user_twice_is_grave() -> None:
    texts = BULK | {"users.csv": BULK["users.csv"] + "u2,,,true,kim,,Kim,Vries,,,,,,\n"}
    assert grave(texts) == [("users.csv", 5, "user-again", 3)]


@pytest.mark.parametrize(("was", "now"), [("c1,o1,u1", "c1,o1,u9"), ("c1,o1,u1", "c9,o1,u1")])
def test_enrollment_of_the_unknown_is_grave(was: str, now: str) -> None:
    (found,) = grave(BULK | {"enrollments.csv": BULK["enrollments.csv"].replace(was, now)})
    assert found[:2] == ("enrollments.csv", 2)


def test_citizen_service_number_is_neither_kept_nor_repeated() -> None:
    texts = BULK | {"users.csv": BULK["users.csv"].replace("1001", BSN)}
    reading = parse_files(files(texts))
    assert BSN not in repr(reading)
    assert [finding.line for finding in reading.findings if finding.grave] == [2]


def test_day_that_does_not_exist_is_grave() -> None:
    texts = BULK | {"enrollments.csv": BULK["enrollments.csv"].replace("2026-08-20", "2026-02-30")}
    assert grave(texts) == [("enrollments.csv", 2, "no-day", "beginDate", "2026-02-30")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({}, "has no manifest.csv"),
        (files(BULK, version="1.1"), "is version 1.1"),
        (files(BULK, "sometimes"), "'sometimes'"),
        ({**files(BULK), "users.csv": b"sourcedId,status\nu1,\n"}, "has no column givenName, familyName"),
        ({**files(BULK), "users.csv": b"\xff\xfe" + files(BULK)["users.csv"]}, "not UTF-8"),
        ({**files(BULK), "users.csv": files(BULK)["users.csv"] + b"u9,,\n"}, "line 5: has 3 values"),
        ({**files(BULK), "users.csv": b""}, "is empty"),
        (files({key: text for key, text in BULK.items() if key != "roles.csv"}), "users.csv without roles.csv"),
        ({key: value for key, value in files(BULK).items() if key != "roles.csv"}, "roles.csv is bulk, but it is not"),
    ],
)
def test_unreadable_delivery_says_what_is_wrong(content: dict[str, bytes], words: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_files(content)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no zip", "damaged"),
        (zipped(files(BULK))[:-200], "damaged"),
        (zipped(files(BULK), "../"), "outside their folder"),
        (zipped({**files(BULK), "users.csv": b"0" * 5_000_000}), "unpacks to far more"),
        (zipped({**files(BULK), "b/users.csv": b"x"}), "users.csv twice"),
    ],
)
def test_hostile_zip_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        parse("school.zip", data)
