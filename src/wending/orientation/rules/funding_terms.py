"""For whom a scheme of the catalogue is, and by which steps of a route it may come in: our own reading of its words.

Not who gets it: that is for the body that pays. A scheme that is not named here is for everyone and comes by no step.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wending.engine.routes import Kind

SITUATIONS = ("werkend", "werkloos", "student", "werkgever")
ALL = frozenset(SITUATIONS)
WORKING, JOBLESS, STUDENT, EMPLOYER = (frozenset({name}) for name in SITUATIONS)
PEOPLE = WORKING | JOBLESS | STUDENT
# Levels that student finance and the loan for fees are for.
HIGHER = frozenset({"ad", "hbo-bachelor", "hbo-master", "wo-bachelor", "wo-master"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose scheme it is, and the steps it may come by: their kinds, modes and levels; empty modes or levels: any.

    fields: two digits of ISCED-F, empty for any. Without kinds it comes by no step.
    """

    situations: frozenset[str]
    kinds: frozenset[Kind] = frozenset()
    modes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Learning:
    """A step of learning as far as schemes look at it."""

    kind: Kind
    mode: str
    level: str
    field: str


SHORT = frozenset({Kind.COURSE, Kind.CERTIFICATE, Kind.RECOGNITION})
LEARNING = SHORT | {Kind.PROGRAMME}
SCHOOL = frozenset({Kind.PROGRAMME})
TEACHING = frozenset({"01"})

REACH = {
    "stap": Reach(WORKING | JOBLESS),
    "nl-leert-door": Reach(WORKING | JOBLESS),
    "scholingsaftrek": Reach(PEOPLE),
    "slim": Reach(EMPLOYER),
    "oeno-fondsen": Reach(WORKING | EMPLOYER, LEARNING),
    "levenlanglerenkrediet": Reach(PEOPLE, SCHOOL),
    "studiefinanciering": Reach(STUDENT, SCHOOL, frozenset({"bol", "voltijd", "duaal"})),
    "basisbeurs-ho": Reach(STUDENT, SCHOOL, frozenset({"voltijd", "duaal"}), HIGHER),
    "schoolkosten-18": Reach(STUDENT),
    "lerarenbeurs": Reach(WORKING, SCHOOL, frozenset(), HIGHER, TEACHING),
    "zij-instroom": Reach(EMPLOYER | WORKING, frozenset({Kind.COURSE}), frozenset(), frozenset(), TEACHING),
    "tegemoetkoming-leraren": Reach(WORKING | STUDENT, SCHOOL, frozenset(), HIGHER, TEACHING),
    "ww-scholing": Reach(JOBLESS, LEARNING),
    "uwv-scholing": Reach(JOBLESS, LEARNING),
    "bijstand-scholing": Reach(JOBLESS, LEARNING),
    "studietoeslag": Reach(STUDENT),
    "praktijkleren": Reach(EMPLOYER, SCHOOL, frozenset({"bbl", "duaal"})),
    "brug-ww": Reach(WORKING | JOBLESS, LEARNING),
    "evc-vergoeding": Reach(WORKING | EMPLOYER, SHORT),
    "verplichte-scholing": Reach(WORKING | EMPLOYER, SHORT),
    "mbo-studentenfonds": Reach(STUDENT, SCHOOL, frozenset({"bol"})),
    "kinderopvangtoeslag": Reach(PEOPLE, SCHOOL),
    "inburgeringslening": Reach(PEOPLE),
    "gratis-taal": Reach(PEOPLE),
    "transitievergoeding": Reach(JOBLESS | WORKING, LEARNING),
}


def concerns(scheme: str, situation: str) -> bool:
    """Return whether a scheme is for people in a situation; none given: yes."""
    return not situation or situation in REACH.get(scheme, Reach(ALL)).situations


def may_pay(scheme: str, steps: Iterable[Learning]) -> bool:
    """Return whether a scheme may come in by one of these steps."""
    reach = REACH.get(scheme, Reach(ALL))
    return any(
        step.kind in reach.kinds
        and (not reach.modes or step.mode in reach.modes)
        and (not reach.levels or step.level in reach.levels)
        and (not reach.fields or step.field in reach.fields)
        for step in steps
    )
