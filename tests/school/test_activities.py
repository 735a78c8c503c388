"""The bank of activities: what the parser refuses, what the check finds, and that our own bank is fit to use."""

import pytest

from tests.school.factories import JOBS, ROW, SKILLS, an_activity
from wending.dossier.rules.reflection import Competence
from wending.reference.sources.catalogue.rows import Finding
from wending.school.rules.terms import PHASES, SUBJECTS
from wending.school.sources.activities.check import FOLDER, embedded, findings, tally
from wending.school.sources.activities.parse import Bank, parse_activities


@pytest.fixture(scope="module")
def own() -> Bank:
    """Our own bank."""
    return embedded()


def _bank(text: str) -> Bank:
    return parse_activities({"a.toml": text.encode()}, JOBS, SKILLS)


def _of_rows(text: str) -> list[Finding]:
    """What the check finds at rows; that so small a bank is thin is not about the rows."""
    return [finding for finding in findings(_bank(text)) if finding.file != FOLDER]


def test_own_bank_is_large_and_has_nothing_to_mend(own: Bank) -> None:
    assert findings(own) == []
    assert len(own.activities) >= 120
    assert len({activity.subject for activity in own.activities}) >= 20


def test_own_bank_covers_each_subject_phase_and_competence(own: Bank) -> None:
    counts = tally(own)
    assert counts["subject"].keys() == SUBJECTS.keys()
    assert min(counts["subject"].values()) >= 4
    assert counts["phase"].keys() == PHASES.keys()
    assert min(counts["phase"].values()) >= 10
    assert counts["competence"].keys() == {competence.value for competence in Competence}
    assert min(counts["competence"].values()) >= 10


def test_own_bank_shows_work_of_all_levels_and_goes_outside(own: Bank) -> None:
    named = {occupation for activity in own.activities for occupation in activity.occupations}
    assert {"schoonmaker", "afwasser", "vuilnisophaler", "vakkenvuller", "thuishulp", "jurist", "chemicus"} <= named
    assert sum(activity.outside != "none" for activity in own.activities) >= len(own.activities) / 4


def test_own_bank_names_no_year(own: Bank) -> None:
    for activity in own.activities:
        text = " ".join((activity.now, activity.evidence, activity.question, *activity.steps))
        assert "20" not in text, f"{activity.key} names what may be a year: the hook must stay valid"


def test_parse_activities_gives_what_stands_there() -> None:
    bank = _bank(ROW)
    assert bank.faults == ()
    assert bank.activities == (an_activity(),)


def test_parse_activities_without_safety_leaves_it_empty() -> None:
    assert _bank(ROW.replace('safety = "Let op de oven."\n', "")).activities == (an_activity(safety=""),)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('subject = "horeca"', 'subject = "koken"', 3, "subject is 'koken', which is unknown."),
        ('["vmbo-bovenbouw"]', '["vmbo"]', 4, "phases names 'vmbo', which is unknown."),
        ('["qualities"]', '["talent"]', 5, "competences names 'talent', which is unknown."),
        ("minutes = 50", "minutes = 5", 6, "minutes is 5."),
        ("minutes = 50", "minutes = true", 6, "minutes is True."),
        ("minutes = 50", 'minutes = "50"', 6, "minutes is '50'."),
        ('outside = "none"', 'outside = "trip"', 7, "outside is 'trip', which is unknown."),
        ('title = "Bak een brood"', 'title = " "', 8, "title is empty."),
        ('title = "Bak een brood"\n', "", 1, "title is empty."),
        ('"Meng het deeg.", ', "", 12, "steps has 2."),
        ('["Meng het deeg.", ', '["Bak het brood.", "Meng het deeg.", ', 12, "steps names something twice."),
        ('steps = ["Meng', 'steps = [1, "Meng', 12, "steps is no list of texts."),
        ('["bakker", "kok"]', '["bakker", "heks"]', 17, "occupations names 'heks', not in the catalogue."),
        ('["bakker", "kok"]', '["bakker"]', 17, "occupations has 1."),
        ('skills = ["bake"]', 'skills = "bake"', 18, "skills is no list of texts."),
        ('["bake"]', '["fry"]', 18, "skills names 'fry', not in the catalogue."),
        ('key = "brood-bakken"', 'key = "Brood bakken"', 2, "key is 'Brood bakken'."),
        ('skills = ["bake"]', 'skills = ["bake"]\nmood = "fine"', 19, "mood is no field of an activity."),
        ('safety = "Let op de oven."', "safety = 3", 16, "safety is no text."),
    ],
)
def test_parse_activities_tells_line_and_mistake(old: str, new: str, line: int, says: str) -> None:
    assert old in ROW
    assert [(fault.file, fault.line, fault.what) for fault in _bank(ROW.replace(old, new)).faults] == [
        ("a.toml", line, says)
    ]


@pytest.mark.parametrize(
    "text", ['[[activity]]\nkey = "open', "activity = 3", "[activity]\nkey = 'one'", "", "[[activitty]]"]
)
def test_parse_activities_of_a_file_that_is_no_list_of_activities(text: str) -> None:
    bank = _bank(text)
    assert bank.activities == ()
    assert [fault.file for fault in bank.faults] == ["a.toml"]


def test_parse_activities_of_bytes_that_are_no_text() -> None:
    assert [fault.line for fault in parse_activities({"a.toml": b"\xff"}, JOBS, SKILLS).faults] == [1]


def test_findings_of_the_second_activity_stand_on_its_own_lines() -> None:
    second = ROW.replace("brood-bakken", "pap-koken").replace("minutes = 50", "minutes = 500")
    assert [fault.line for fault in _bank(f"# a note\n{ROW}\n{second}").faults] == [1 + 18 + 1 + 6]


def test_findings_tell_a_copy_by_its_titles_and_steps() -> None:
    copy = ROW.replace("brood-bakken", "brood-bakken-2")
    assert [(found.line, found.what.split()[0]) for found in _of_rows(ROW + copy)] == [
        (26, "title"),
        (27, "title_en"),
        (30, "steps"),
    ]


def test_findings_tell_a_double_key() -> None:
    assert "key stands at a.toml, line 1 already." in [found.what for found in _of_rows(ROW + ROW)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Wat ging goed?", "Dat ging goed.", "question"),
        ("Wat ging goed?", "Wat? En hoe? En waarom?", "question"),
        ("Meng het deeg.", "Meng " + "het deeg en " * 9 + "het deeg.", "steps"),
        ("Een foto van het brood.", "Een arbeidsmarktcommunicatieplan.", "evidence"),
    ],
)
def test_findings_tell_what_learners_cannot_read_easily(old: str, new: str, field: str) -> None:
    assert _of_rows(ROW) == []
    assert field in {found.what.split()[0] for found in _of_rows(ROW.replace(old, new))}


def test_findings_tell_a_bank_that_is_thin() -> None:
    thin = [found.what for found in findings(_bank(ROW)) if found.file == FOLDER]
    assert "the subject horeca has 1 activities, fewer than 4." in thin
    assert "the phase hbo-wo has 0 activities, fewer than 10." in thin
    assert "the competence people has 0 activities, fewer than 10." in thin


def test_parse_activities_lets_a_talk_about_oneself_name_no_skill() -> None:
    assert _bank(ROW.replace('["bake"]', "[]")).activities == (an_activity(skills=()),)
