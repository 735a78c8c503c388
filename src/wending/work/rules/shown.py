"""What somebody can show to a team. *Talent*: what they can. *Want*, *avoid*: a task they like or rather not do.
*Learn*: what they want to learn, a task or something else. *Other*: anything they want their team to know."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of things that can be shown."""

    TALENT = "talent"
    WANT = "want"
    AVOID = "avoid"
    LEARN = "learn"


# The kinds that are about a task of the team.
ABOUT_TASKS = frozenset({Kind.WANT, Kind.AVOID})


def key_of(name: str, uri: str = "") -> str:
    """Return what makes two skills the same: the URI, or the word without capitals and outer spaces."""
    return uri or name.casefold().strip()
