"""Contents of releases: the same however they come in; what changes; languages that come later."""

import io

from hypothesis import given
from hypothesis import strategies as st

from tests.reference.factories import CARER, NURSE, esco_bytes
from wending.reference.rules import records as r
from wending.reference.rules.contents import Change, Contents, contents_of, difference, digest, unnamed, with_languages
from wending.reference.sources.esco.parse import parse_esco

NAMES = ("occupations", "ISCOGroups", "skills", "skillGroups")


def parsed(*contents: bytes) -> Contents:
    return parse_esco([(f"{k}.zip", io.BytesIO(content)) for k, content in enumerate(contents)])


RECORDS = [record for records in parsed(esco_bytes(), esco_bytes("nl")).records.values() for record in records]


@given(st.permutations(RECORDS))
def test_digest_does_not_depend_on_order(shuffled: list[object]) -> None:
    assert digest(contents_of("esco", "en", shuffled)) == digest(contents_of("esco", "en", RECORDS))


@given(st.integers(min_value=0, max_value=len(RECORDS) - 1))
def test_digest_changes_when_any_record_goes(place: int) -> None:
    fewer = RECORDS[:place] + RECORDS[place + 1 :]
    assert digest(contents_of("esco", "en", fewer)) != digest(contents_of("esco", "en", RECORDS))


def test_difference_from_nothing_is_all_added() -> None:
    new = contents_of("esco", "en", RECORDS)
    changes = difference(None, new)
    assert sum(change.added for change in changes) == len(RECORDS)
    assert not any(change.removed or change.changed or change.kept for change in changes)


def test_difference_tells_added_removed_and_changed() -> None:
    labels = {
        "was": r.LabelRecord("occupation", NURSE, "nl", "preferred", "zuster"),
        "is": r.LabelRecord("occupation", NURSE, "nl", "preferred", "verpleegkundige"),
        "kept": r.LabelRecord("occupation", CARER, "nl", "preferred", "verzorgende"),
        "gone": r.LabelRecord("occupation", CARER, "nl", "alternative", "hulp"),
        "come": r.LabelRecord("occupation", CARER, "nl", "alternative", "helpende"),
    }
    old = contents_of("esco", "nl", [labels["was"], labels["kept"], labels["gone"]])
    new = contents_of("esco", "nl", [labels["is"], labels["kept"], labels["come"]])
    assert difference(old, new) == [Change("labels.occupation.nl", added=1, removed=1, changed=1, kept=1)]


def test_with_languages_gives_what_both_at_once_give() -> None:
    english, dutch = esco_bytes("en"), esco_bytes("nl")
    both = digest(parsed(english, dutch))
    assert digest(with_languages(parsed(english), parsed(dutch))) == both
    assert digest(with_languages(parsed(dutch), parsed(english))) == both


def test_with_languages_takes_the_base_of_english_whichever_comes_first() -> None:
    def shorten(tables: dict[str, list[dict[str, str]]]) -> None:
        tables["occupations"][0]["code"] = "2221"

    english, dutch = esco_bytes("en"), esco_bytes("nl", change=shorten)
    both = parsed(dutch, english)
    assert next(record for record in both.of(r.OccupationRecord) if record.uri == NURSE).code == "2221.1"
    assert digest(with_languages(parsed(english), parsed(dutch))) == digest(both)
    assert digest(with_languages(parsed(dutch), parsed(english))) == digest(both)


def test_with_languages_replaces_a_language_that_comes_again() -> None:
    def rename(tables: dict[str, list[dict[str, str]]]) -> None:
        tables["occupations"][0] |= {"preferredLabel": "zuster", "altLabels": "verpleger"}

    both = parsed(esco_bytes("en"), esco_bytes("nl"))
    again = parsed(esco_bytes("nl", change=rename))
    names = {(label.uri, label.lang): label.text for label in with_languages(both, again).of(r.LabelRecord)}
    dutch = {
        label.text
        for label in with_languages(both, again).of(r.LabelRecord)
        if (label.uri, label.lang) == (NURSE, "nl")
    }
    assert dutch == {"zuster", "verpleger"}
    assert r.LabelRecord("occupation", NURSE, "nl", "preferred", "zuster") in with_languages(both, again).of(
        r.LabelRecord
    )
    assert "verpleegkundige" not in names.values()
    assert (NURSE, "en") in names


def test_unnamed_finds_names_of_nothing() -> None:
    stray = r.LabelRecord("skill", "http://x/y", "nl", "preferred", "iets")
    assert unnamed(contents_of("esco", "en", [*RECORDS, stray])) == ["http://x/y"]
    assert unnamed(contents_of("esco", "en", RECORDS)) == []
