"""Which roles in an account follow from what a school calls somebody in its roster; and a letter to join with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wending.accounts.rules.roles import Role

# Other staff (a caretaker, an assistant) have no role here: they guide nobody.
ROLE_OF: dict[str, Role] = {
    "learner": Role.LEARNER,
    "teacher": Role.TEACHER,
    "mentor": Role.MENTOR,
    "counsellor": Role.PROFESSIONAL,
}


@dataclass(frozen=True)
class Letter:
    """What goes on paper for one person: the only place where the code itself stands."""

    name: str
    group: str
    code: str
    until: date


def roles_in_account(roster_roles: Iterable[str]) -> frozenset[Role]:
    """Return the roles that somebody with these words in the roster has once they joined."""
    return frozenset(ROLE_OF[word] for word in roster_roles if word in ROLE_OF)
