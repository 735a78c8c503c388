"""Rosters in UWLR 2.3: what is read from an answer, with and without envelope, and what is refused."""

import pytest

from wending.reference.rules.records import BadInput
from wending.school.rules.roster import STAFF, Finding, Group, Membership, Roster, School, Year
from wending.school.rules.roster_plan import plan
from wending.school.sources.uwlr.parse import parse

NAMESPACE = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
ECKID = "https://ketenid.nl/201703/" + "111222333abcdef0" * 8
ANSWER = f"""<le:leerlinggegevens xmlns:le="{NAMESPACE}">
<le:school><le:schooljaar>2026-2027</le:schooljaar><le:brincode>99XX</le:brincode>
<le:dependancecode>00</le:dependancecode><le:xsdversie>2.3</le:xsdversie></le:school>
<le:groepen><le:groep key="g1"><le:naam>H3A</le:naam><le:jaargroep>3</le:jaargroep></le:groep>
<le:samengestelde_groep key="m1"><le:naam>Muziek</le:naam></le:samengestelde_groep></le:groepen>
<le:leerlingen>
<le:leerling eckid="{ECKID}" key="7"><le:achternaam>Bos</le:achternaam><le:voorvoegsel>van den</le:voorvoegsel>
<le:roepnaam>Ada</le:roepnaam><le:geboortedatum>2011-01-04</le:geboortedatum><le:jaargroep>3</le:jaargroep>
<le:groep key="g1"/>
<le:samengestelde_groepen><le:samengestelde_groep key="m1"/></le:samengestelde_groepen></le:leerling>
<le:leerling key="8"><le:achternaam>Dijk</le:achternaam><le:roepnaam>Bo</le:roepnaam><le:groep key="g1"/></le:leerling>
</le:leerlingen>
<le:leerkrachten><le:leerkracht key="7"><le:achternaam>Vos</le:achternaam><le:roepnaam>Kim</le:roepnaam>
<le:groepen><le:groep key="g1"><le:rolomschrijving>Mentor</le:rolomschrijving></le:groep></le:groepen></le:leerkracht>
</le:leerkrachten></le:leerlinggegevens>"""
ENVELOPE = f"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<le:leerlinggegevens_antwoord xmlns:le="{NAMESPACE}">{ANSWER}</le:leerlinggegevens_antwoord></s:Body></s:Envelope>"""


def test_answer_is_read() -> None:
    reading = parse("u.xml", ANSWER.encode())
    roster = reading.roster
    assert roster.schools == (School("99XX00", code="99XX00"),)
    assert roster.years == (Year("2026-2027", "2026-2027"),)
    assert roster.groups == (
        Group("g1", "H3A", "99XX00", "2026-2027", "3", home=True),
        Group("m1", "Muziek", "99XX00", "2026-2027"),
    )
    ada, bo, kim = roster.people
    assert (ada.id, ada.local, ada.first, ada.infix, ada.last) == (ECKID, "7", "Ada", "van den", "Bos")
    assert ada.memberships == {Membership("g1", "learner"), Membership("m1", "learner")}
    assert (bo.id, bo.school, bo.grade) == ("8", "99XX00", "")
    assert (kim.id, kim.roles) == ("staff/7", {"teacher", "mentor"})
    assert kim.memberships == {Membership("g1", "mentor")}
    assert roster.whole == frozenset()
    assert not plan(Roster(), roster, found=reading.findings).refused


def test_place_is_the_line_of_the_element() -> None:
    assert [person.place.line for person in parse("u.xml", ANSWER.encode()).roster.people] == [7, 11, 13]


def test_envelope_makes_no_difference() -> None:
    assert parse("u.xml", ENVELOPE.encode()).roster == parse("u.xml", ANSWER.encode()).roster


def test_birth_date_is_not_kept_and_told() -> None:
    reading = parse("u.xml", ANSWER.encode())
    assert "2011" not in repr(reading.roster)
    assert [(finding.code, *finding.about) for finding in reading.findings] == [("private-birth", "geboortedatum")]


def test_citizen_service_number_is_neither_kept_nor_repeated() -> None:
    text = ANSWER.replace('key="8"', 'key="111222333"').replace(
        "<le:groep key=", "<le:bsn>123456782</le:bsn><le:groep key="
    )
    reading = parse("u.xml", text.encode())
    assert "111222333" not in repr(reading).replace(ECKID, "")
    assert "123456782" not in repr(reading)
    assert ("private-number", ("bsn",)) in [(finding.code, finding.about) for finding in reading.findings]
    assert plan(Roster(), reading.roster, found=reading.findings).refused


def test_who_asks_says_what_is_whole() -> None:
    assert parse("u.xml", ANSWER.encode(), learners_whole=True).roster.whole == {"learner"}
    assert parse("u.xml", ANSWER.encode(), staff_whole=True).roster.whole == STAFF


def test_other_version_is_read_and_told() -> None:
    other = parse("u.xml", ANSWER.replace("2.3</le:xsd", "2.2</le:xsd").encode()).findings
    none = parse("u.xml", ANSWER.replace("2.3</le:xsd", "</le:xsd").encode()).findings
    assert Finding("u.xml", other[-1].line, "other-version", ("2.2", "2.3")) == other[-1]
    assert Finding("u.xml", none[-1].line, "no-version", ("2.3",)) == none[-1]


@pytest.mark.parametrize(("was", "line"), [('<le:leerling key="8">', 11), ('<le:groep key="g1"><le:naam>', 4)])
def test_element_without_key_is_grave(was: str, line: int) -> None:
    reading = parse("u.xml", ANSWER.replace(was, was.replace(' key="8"', "").replace(' key="g1"', "")).encode())
    assert [finding.line for finding in reading.findings if finding.grave] == [line]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("{}", "no whole XML"),
        (ANSWER[:-30], "no whole XML"),
        (BOMB + ANSWER, "document type or entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type or entities"),
        ("<x/>", "no element leerlinggegevens"),
        ("<leerlinggegevens/>", "has no school"),
        (ANSWER.replace("brincode", "x"), "no brincode"),
        ('<?xml version="1.0" encoding="x-none"?><x/>', "cannot be read"),
    ],
)
def test_unreadable_answer_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        parse("u.xml", text.encode())
