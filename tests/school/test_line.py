"""The continuous line: what its parser refuses, its gaps and doubles, and that the default line has neither."""

from dataclasses import replace
from importlib.resources import files

import pytest

from wending.dossier.rules.reflection import Competence
from wending.school.rules.line import Goal, Line, LineFinding, Moment, Talk, gaps_and_doubles
from wending.school.rules.terms import PHASES
from wending.school.sources.line.parse import parse_line

_FOLDER = files("wending.school.sources.line") / "files"
GOALS = "phase,year,competence,goal\nmbo-1-2,1,qualities,Ik kan iets laten zien.\n"
MOMENTS = (
    "phase,year,key,name,what,days,ground,source,is_certain\n"
    "mbo-1-2,1,start,start,De student begint.,,duty,De wet,yes\n"
)
TALKS = "phase,year,who,about\nmbo-1-2,1,student en mentor,De eerste week.\n"
FILES = {"goals.csv": GOALS, "moments.csv": MOMENTS, "talks.csv": TALKS}
WORDS = {
    Competence.QUALITIES: "Ik kan laten zien wat lukte",
    Competence.MOTIVES: "Ik kan zeggen waarom ik koos",
    Competence.WORK: "Ik kan twee beroepen vergelijken",
    Competence.DIRECTION: "Ik kan een plan maken",
    Competence.PEOPLE: "Ik kan hulp vragen",
}


START = Moment("start", "mbo-1-2", 1, "start", "Begin.", days="", ground="own", source="", is_certain=False)


def _whole() -> Line:
    """A line of mbo 1 and 2 without gap or double."""
    goals = tuple(
        Goal("mbo-1-2", year, code, f"{WORDS[code]} {'nu' * year}.") for year in (1, 2) for code in Competence
    )
    talks = tuple(Talk("mbo-1-2", year, "student en mentor", "De week.") for year in (1, 2))
    return Line(goals, (START,), talks)


def test_default_line_is_sound_and_reaches_from_primary_school_to_the_first_job() -> None:
    line, faults = parse_line({file.name: file.read_bytes() for file in _FOLDER.iterdir()})
    assert faults == ()
    assert gaps_and_doubles(line) == ()
    assert {(goal.phase, goal.year) for goal in line.goals} == {
        (code, year) for code, phase in PHASES.items() for year in phase.years
    }
    keys = {moment.key for moment in line.moments}
    assert {"schooladvies", "profielkeuze-vmbo", "pta", "lob-mbo", "studiekeuzecheck-vwo", "eerste-baan"} <= keys


def test_default_line_is_certain_only_of_what_has_a_source() -> None:
    line, _faults = parse_line({file.name: file.read_bytes() for file in _FOLDER.iterdir()})
    assert {moment.key for moment in line.moments if not moment.source} == {
        *("schooladvies", "doorstroomtoets", "keuze-na-pro", "na-mbo-2", "eerste-jaar", "eerste-baan")
    }
    assert all(moment.is_certain == bool(moment.source) for moment in line.moments)


def test_parse_line_gives_what_stands_there() -> None:
    line, faults = parse_line({name: text.encode() for name, text in FILES.items()})
    assert faults == ()
    assert line.goals == (Goal("mbo-1-2", 1, Competence.QUALITIES, "Ik kan iets laten zien."),)
    assert line.moments == (Moment("start", "mbo-1-2", 1, "start", "De student begint.", "", "duty", "De wet", True),)
    assert line.talks == (Talk("mbo-1-2", 1, "student en mentor", "De eerste week."),)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("goals.csv", "mbo-1-2", "mbo", "the phase 'mbo' is unknown."),
        ("goals.csv", ",1,", ",3,", "the phase has no year 3."),
        ("goals.csv", "qualities", "talent", "the competence 'talent' is unknown."),
        ("goals.csv", "Ik kan iets", "Hij kan iets", "the goal is no sentence of a learner."),
        ("goals.csv", "Ik kan iets laten zien.", "", "goal is empty."),
        ("moments.csv", ",start,", ",Start dag,", "the key is 'Start dag'."),
        ("moments.csv", "duty", "rule", "the ground 'rule' is unknown."),
        ("moments.csv", "De wet,yes", ",no", "is a duty without a source."),
        ("moments.csv", "duty,De wet", "practice,", "is certain without a source."),
        ("moments.csv", "duty", "own", "is our own judgement with a source."),
        ("moments.csv", ",yes", ",true", "is_certain is 'true'."),
        ("talks.csv", "De eerste week.", "", "about is empty."),
        (
            "talks.csv",
            "De eerste week.",
            "De arbeidsmarktoriëntatieweek.",
            "about is hard to read: arbeidsmarktoriëntatieweek has 26 letters, more than 18.",
        ),
    ],
)
def test_parse_line_tells_file_line_and_mistake(file: str, old: str, new: str, says: str) -> None:
    assert old in FILES[file]
    wrong = {**FILES, file: FILES[file].replace(old, new, 1)}
    line, faults = parse_line({name: text.encode() for name, text in wrong.items()})
    assert [(fault.file, fault.line, fault.what) for fault in faults] == [(file, 2, says)]
    assert {"goals.csv": line.goals, "moments.csv": line.moments, "talks.csv": line.talks}[file] == ()


def test_parse_line_tells_a_file_that_is_absent() -> None:
    _line, faults = parse_line({"goals.csv": GOALS.encode(), "talks.csv": TALKS.encode()})
    assert [(fault.file, fault.what) for fault in faults] == [("moments.csv", "is absent.")]


def test_gaps_and_doubles_of_a_whole_line() -> None:
    assert gaps_and_doubles(_whole()) == ()


def test_gaps_and_doubles_of_a_year_without_a_goal() -> None:
    line = _whole()
    goals = tuple(goal for goal in line.goals if (goal.year, goal.competence) != (2, Competence.PEOPLE))
    assert gaps_and_doubles(Line(goals, line.moments, line.talks)) == (
        LineFinding("no_goal", "mbo-1-2", 2, Competence.PEOPLE),
    )


def test_gaps_and_doubles_of_a_moment_without_a_talk() -> None:
    line = _whole()
    assert gaps_and_doubles(Line(line.goals, line.moments, line.talks[1:])) == (
        LineFinding("no_talk", "mbo-1-2", 1),
        LineFinding("talk_missing_for_moment", "mbo-1-2", 1, text="start"),
    )


def test_gaps_and_doubles_of_a_goal_that_returns_in_other_marks() -> None:
    line = _whole()
    text = line.goals[0].text
    again = Goal("mbo-1-2", 2, Competence.QUALITIES, text.upper().removesuffix(".") + "!")
    other = Goal("mbo-1-2", 2, Competence.WORK, text)
    assert gaps_and_doubles(Line((*line.goals, again, other), line.moments, line.talks)) == (
        LineFinding("goal_twice", "mbo-1-2", 2, Competence.QUALITIES, again.text),
    )


def test_gaps_and_doubles_of_a_moment_that_stands_twice() -> None:
    line = _whole()
    moments = (*line.moments, replace(START, year=2, name="weer"))
    assert gaps_and_doubles(Line(line.goals, moments, line.talks)) == (
        LineFinding("moment_twice", "mbo-1-2", 2, text="weer"),
    )


def test_gaps_and_doubles_of_a_goal_that_returns_with_one_word_more() -> None:
    line = _whole()
    long = "Ik kan na een week op stage aan mijn mentor vertellen wat mij lukte"
    goals = (
        *line.goals,
        Goal("mbo-1-2", 1, Competence.WORK, f"{long}."),
        Goal("mbo-1-2", 2, Competence.WORK, f"{long} nu."),
    )
    found = gaps_and_doubles(Line(goals, line.moments, line.talks))
    assert found == (LineFinding("goal_twice", "mbo-1-2", 2, Competence.WORK, f"{long} nu."),)
