"""Who in a delivery seems to be somebody whom the school added by hand. Only a likeness: a manager says so. Pure.

Alike are two with the same name (case and spaces aside) who are in a group of the same name, or who both work here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wending.school.rules.roster import STAFF, Person, Role


@dataclass(frozen=True, slots=True)
class ByHand:
    """Somebody whom the school added by hand: the number of the row, name, roles, and the names of their groups."""

    row: str
    name: str
    roles: frozenset[Role]
    groups: frozenset[str]
    has_joined: bool = False


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody added by hand, and the person of a roster who seems to be the same; `group` is where both are."""

    hand: ByHand
    person: Person
    group: str = ""

    @property
    def choice(self) -> str:
        """What is given back when somebody says that these are one."""
        return f"{self.hand.row} {self.person.id}"


def name_of(person: Person) -> str:
    """Return the whole name of a person."""
    return " ".join(part for part in (person.first, person.infix, person.last) if part)


def doubles(by_hand: Iterable[ByHand], fresh: Iterable[Person], groups: Mapping[str, str]) -> tuple[Double, ...]:
    """Return everybody added by hand beside each new person of a roster whom they are like.

    `groups` are the names of groups by id. One may be like two: then both are told.
    """
    named: dict[str, list[Person]] = {}
    for person in fresh:
        named.setdefault(_plain(name_of(person)), []).append(person)
    found = []
    for hand in by_hand:
        mine = {_plain(name): name for name in hand.groups}
        for person in named.get(_plain(hand.name), []):
            theirs = {_plain(groups.get(each.group, each.group)) for each in person.memberships}
            shared = sorted(mine[name] for name in mine.keys() & theirs)
            both_learn = "learner" in hand.roles and "learner" in person.roles
            both_work = bool(hand.roles & STAFF and person.roles & STAFF)
            if both_work or (both_learn and shared):
                found.append(Double(hand, person, shared[0] if shared else ""))
    return tuple(sorted(found, key=lambda double: (double.hand.name, double.choice)))


def chosen(pairs: Iterable[Double], choices: Iterable[str]) -> tuple[Double, ...]:
    """Return the pairs that somebody says are one; choices that are none of them are passed over.

    Raises:
        ValueError: somebody is chosen twice.
    """
    wanted = set(choices)
    found = tuple(pair for pair in pairs if pair.choice in wanted)
    if len({pair.hand.row for pair in found}) < len(found) or len({pair.person.id for pair in found}) < len(found):
        raise ValueError("Somebody is one person with two others.")
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
