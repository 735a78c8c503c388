"""Which programmes a diploma with a profile and subjects opens, and by which rule. Pure; it tells, it admits nobody.

Terms. A *choice* is a level, a profile and subjects. Subjects stand in *groups*: of a demanded group one is needed, of
an owned group someone has one, so wiskunde A or B (owned) meets wiskunde A or B (demanded), but not wiskunde B alone.
A *door* is a programme for a choice: **open**, **extra** (open with one subject more), **closed** (more subjects are
missing, or no rule lets the profile in) or **unknown** (no rule that holds speaks of it). Each is exactly one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from wending.reference.rules.steps import ProgrammeStep, SubjectDemand

OPEN, EXTRA, CLOSED, UNKNOWN = "open", "extra", "closed", "unknown"
STATES = (OPEN, EXTRA, CLOSED, UNKNOWN)
NOT_YET, NO_MORE = "not_yet", "no_more"
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A level, a profile (empty: not chosen) and owned groups of subjects."""

    level: str
    profile: str = ""
    owned: Groups = ()

    def adding(self, *subjects: str) -> "Choice":
        """Return the choice with more subjects."""
        return Choice(self.level, self.profile, (*self.owned, *((subject,) for subject in subjects)))


@dataclass(frozen=True, slots=True)
class Door:
    """A programme for a choice.

    `rule` decides, None where none fits; `options` are the subjects of which one more opens it; `missing` the groups
    that are not met; `is_certain` is false when the rule, or where none fits any of `holding`, is uncertain. `holding`
    are the rules it was read from, `ignored` those that do not hold on the day, with the reason: not_yet or no_more.
    """

    programme: str
    state: str
    rule: SubjectDemand | None = None
    options: tuple[str, ...] = ()
    missing: Groups = ()
    is_certain: bool = True
    holding: tuple[SubjectDemand, ...] = ()
    ignored: tuple[tuple[SubjectDemand, str], ...] = ()


def doors(
    programmes: Sequence[ProgrammeStep], demands: Sequence[SubjectDemand], choice: Choice, day: str
) -> list[Door]:
    """Return the door of each programme for a choice on a day (yyyy-mm-dd), in the order of the programmes."""
    own: dict[str, list[SubjectDemand]] = {}
    for demand in demands:
        if demand.from_level == choice.level and demand.kind != "advice":
            for key in demand.programmes:
                own.setdefault(key, []).append(demand)
    # A level stands for its programmes that have no demand of their own.
    return [_door(one.id, own.get(one.id) or own.get(one.level, []), choice, day) for one in programmes]


def out_of_date(since: str, until: str, day: str) -> str:
    """Return why something does not hold on a day: not_yet, no_more, or nothing when it does. Empty days set no bound.

    >>> out_of_date("2014-09-01", "2020-08-31", "2020-09-01")
    'no_more'
    """
    if since and day < since:
        return NOT_YET
    return NO_MORE if until and day > until else ""


def fits_profile(demanded: str, profile: str) -> bool:
    """Say whether a demand of a profile is about this one: CM is that of havo (CM-HAVO) and of vwo (CM-VWO)."""
    return not demanded or profile == demanded or profile.startswith(f"{demanded}-")


def unmet(groups: Iterable[tuple[str, ...]], owned: Iterable[tuple[str, ...]]) -> Groups:
    """Return the demanded groups that no owned group meets; an owned group meets what holds all its subjects."""
    have = [frozenset(group) for group in owned]
    return tuple(group for group in groups if not any(one <= frozenset(group) for one in have))


def _door(key: str, rules: Sequence[SubjectDemand], choice: Choice, day: str) -> Door:
    dated = [(rule, out_of_date(rule.since, rule.until, day)) for rule in rules]
    holding = tuple(rule for rule, why in dated if not why)
    fitting = [rule for rule in holding if fits_profile(rule.profile, choice.profile)]
    if fitting:
        # Rules that hold at once are alternatives: the widest door, then a certain one, then the fewest missing.
        found = [_by_rule(key, rule, choice) for rule in fitting]
        door = min(found, key=lambda one: (STATES.index(one.state), not one.is_certain, len(one.missing)))
    elif holding and choice.profile:
        door = Door(key, CLOSED, is_certain=all(rule.is_certain for rule in holding))
    else:
        door = Door(key, UNKNOWN)
    return replace(door, holding=holding, ignored=tuple((rule, why) for rule, why in dated if why))


def _by_rule(key: str, rule: SubjectDemand, choice: Choice) -> Door:
    missing = unmet(rule.subjects, choice.owned)
    if not missing:
        return Door(key, OPEN, rule, is_certain=rule.is_certain)
    # One subject opens the door when it stands in every group that is missing.
    options = tuple(one for one in missing[0] if all(one in group for group in missing))
    # Where a test shows the same, no subject is needed for certain.
    state = EXTRA if options or rule.kind == "test" else CLOSED
    return Door(key, state, rule, options, missing, rule.is_certain)


def tally(found: Iterable[Door]) -> dict[str, int]:
    """Count doors by state, in the order of `STATES`.

    >>> tally([Door("a", OPEN), Door("b", OPEN)])
    {'open': 2, 'extra': 0, 'closed': 0, 'unknown': 0}
    """
    states = [door.state for door in found]
    return {state: states.count(state) for state in STATES}


@dataclass(frozen=True, slots=True)
class Gain:
    """What one more subject does: the programmes it opens at once."""

    subject: str
    opens: tuple[str, ...]


def gains(
    programmes: Sequence[ProgrammeStep],
    demands: Sequence[SubjectDemand],
    choice: Choice,
    subjects: Collection[str],
    day: str,
) -> list[Gain]:
    """Return what each subject would add to a choice: most first, where equal by key."""
    now = {door.programme for door in doors(programmes, demands, choice, day) if door.state == OPEN}
    found = []
    for subject in sorted(set(subjects)):
        then = doors(programmes, demands, choice.adding(subject), day)
        found.append(
            Gain(subject, tuple(one.programme for one in then if one.state == OPEN and one.programme not in now))
        )
    return sorted(found, key=lambda gain: (-len(gain.opens), gain.subject))
