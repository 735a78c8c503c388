"""JSON Resume: there and back, tolerant of what people write by hand, and against its own schema's names."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier import records
from tests.dossier.records import damaged, items, names, one_of_everything, people
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Credential, Item, Kind, LanguageLevel, Link, Moment, Record, SkillClaim, Source
from wending.dossier.sources.jsonresume.parse import parse
from wending.dossier.sources.jsonresume.write import write_json_resume

RESUME: dict[str, Any] = {
    "basics": {
        "name": "Ada Ree",
        "label": "Bakker",
        "image": "https://example.org/ada.jpg",
        "url": "example.org",
        "summary": "Ik bak List<String> en brood.",
        "location": {"city": "Ons Dorp", "countryCode": "nl", "region": "Drenthe"},
        "profiles": [{"network": "LinkedIn", "url": "https://example.org/in/ada"}, {"network": "X", "username": "ada"}],
    },
    "work": [
        {
            "company": "Bakkerij Ree",
            "position": "bakker",
            "startDate": "2019-03-15",
            "summary": "Elke nacht.",
            "highlights": ["kneden", "bakken"],
            "url": "ftp://example.org",
        }
    ],
    "education": [{"institution": "Vakschool", "area": "Brood", "studyType": "Mbo 3", "endDate": "2018", "score": "8"}],
    "certificates": [{"name": "Hygiëne", "issuer": "Keurdienst", "date": "2020-05-10"}],
    "skills": [
        {"name": "Bakken", "level": "Master", "keywords": ["brood", 5]},
        {"name": "Rekenen", "level": "gaat wel"},
    ],
    "languages": [{"language": "Engels", "fluency": "b2"}, {"language": "Frysk", "fluency": "Vloeiend"}],
    "interests": [{"name": "Schaatsen", "keywords": ["Elfstedentocht"]}],
    "references": [{"name": "Baas", "reference": "Goed."}],
    "projects": "geen",
    "x-mine": {"a": 1},
}


def test_parse_reads_each_section() -> None:
    read = parse(json.dumps(RESUME).encode()).record
    found = {item.kind: item for item in read.items}
    assert found[Kind.WORK] == Item(
        Kind.WORK,
        "bakker",
        organisation="Bakkerij Ree",
        start=Moment(2019, 3),
        description="Elke nacht.\n- kneden\n- bakken",
    )
    assert (found[Kind.EDUCATION].title, found[Kind.EDUCATION].field) == ("Mbo 3", "Brood")
    assert found[Kind.EDUCATION].end == Moment(2018)
    assert found[Kind.CREDENTIAL].credential == Credential("Keurdienst", issued="2020-05-10")
    assert found[Kind.HOBBY].description == "- Elfstedentocht"
    assert read.person.summary == "Ik bak List<String> en brood."
    assert read.person.links == (Link("https://example.org"), Link("https://example.org/in/ada", "LinkedIn"))
    assert read.skills == (SkillClaim("Bakken", level=4), SkillClaim("brood"), SkillClaim("5"), SkillClaim("Rekenen"))
    english, frisian = read.of(Kind.LANGUAGE)
    assert english.language == LanguageLevel("en", False, *["B2"] * 5)
    assert (frisian.language, frisian.description) == (LanguageLevel("fy"), "Vloeiend")


def test_parse_tells_what_it_left_out() -> None:
    told = {(one.where, one.code) for one in parse(json.dumps(RESUME).encode()).findings}
    assert told == {
        ("basics", "privacy"),
        ("basics.location", "not_kept"),
        ("basics.profiles[1]", "not_kept"),
        ("work[0]", "bad_link"),
        ("education[0]", "not_kept"),
        ("skills[1]", "bad_level"),
        ("references", "privacy"),
        ("projects", "bad_shape"),
        ("json-resume", "not_kept"),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not_json"),
        (b'{"basics": NaN}', "not_json"),
        (b"\xff\xfe{", "not_text"),
        (b'{"a": 1}', "unknown"),
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (b'{"basics": {"name": ""}}', "nothing"),
        (b'{"basics": {}, "work": [' + b",".join([b'{"name": "x"}'] * 1001) + b"]}", "too_many"),
        (b'{"basics": {}, "x": ' + b"9" * 5000 + b"}", "not_json"),
    ],
)
def test_parse_refuses_what_is_hostile_or_something_else(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        parse(data)
    assert refused.value.finding.code == code


@settings(max_examples=150, deadline=None)
@given(damaged(RESUME))
def test_parse_reads_or_refuses_whatever_stands_somewhere_else(resume: Any) -> None:
    with suppress(RecordRefused):
        assert parse(json.dumps(resume).encode()).form == "json-resume"


held = st.one_of(
    *(items(kind, organisation=names) for kind in (Kind.WORK, Kind.VOLUNTEERING, Kind.EDUCATION, Kind.PROJECT)),
    *(items(kind, organisation=names) for kind in (Kind.COURSE, Kind.CARE, Kind.LEARNT_AT_WORK)),
    st.builds(Item, st.just(Kind.HOBBY), names),
    st.builds(Item, st.just(Kind.LANGUAGE), st.just("Engels"), language=records.languages),
).map(lambda item: item if item.kind is Kind.LANGUAGE else Item(**{**_fields(item), "is_ongoing": False}))


def _fields(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Item.__dataclass_fields__}


@settings(max_examples=60, deadline=None)
@given(people, st.lists(held, max_size=4), st.lists(st.builds(SkillClaim, names, level=st.integers(1, 4)), max_size=2))
def test_writing_and_reading_back_gives_the_same(person: Any, made: list[Item], skills: list[SkillClaim]) -> None:
    record = Record(person, tuple(made), tuple(skills))
    back = parse(write_json_resume(record).data).record
    assert back.person == record.person
    assert back.skills == record.skills
    assert sorted(back.items, key=repr) == sorted(record.items, key=repr)


def test_write_uses_only_names_of_the_schema() -> None:
    told = json.loads(write_json_resume(one_of_everything()).data)
    assert set(told) <= {
        *("$schema", "basics", "work", "volunteer", "education", "awards", "certificates", "skills", "languages"),
        *("interests", "projects", "meta"),
    }
    assert told["certificates"][0]["name"] == "Titel credential"
    assert {project.get("type", "") for project in told["projects"]} == {
        "",
        "course",
        "care",
        "learnt-at-work",
        "hobby",
    }


def test_write_never_passes_an_endorsement_off_as_ones_own_without_telling() -> None:
    said = Record(one_of_everything().person, skills=(SkillClaim("bakken", source=Source.CREDENTIAL, by="School"),))
    assert [one.code for one in write_json_resume(said).findings] == ["claim_not_held"]
