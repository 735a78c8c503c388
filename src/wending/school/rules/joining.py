"""Which roles in an account follow from what a school calls somebody in its roster."""

from collections.abc import Iterable

from wending.accounts.rules.roles import Role

# Other staff (a caretaker, an assistant) have no role here: they guide nobody.
ROLE_OF: dict[str, Role] = {
    "learner": Role.LEARNER,
    "teacher": Role.TEACHER,
    "mentor": Role.MENTOR,
    "counsellor": Role.PROFESSIONAL,
}


def roles_in_account(roster_roles: Iterable[str]) -> frozenset[Role]:
    """Return the roles that somebody with these words in the roster has once they joined."""
    return frozenset(ROLE_OF[word] for word in roster_roles if word in ROLE_OF)
