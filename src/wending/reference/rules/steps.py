"""What a choice of school and programme rests on: programmes as steps, rules of admission, demands of subjects.

Queries read it, upper storeys reason with it. Frozen; empty means not known unless it says otherwise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """A programme of regular education as a step in one language.

    `entry`: levels it takes people from; `requires`: programmes that come first, none when it asks for none;
    `occupations`: URIs of those it leads to; `selection`: how people are let in, as `education.ProgrammeRecord` has it.
    """

    id: str
    name: str
    sector: str
    level: str
    entry: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    occupations: frozenset[str] = frozenset()
    selection: str = ""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A rule of admission from a level to a level, in one language; `only_for`: programmes, none when for all of it.

    An empty `from_level` is whatever came before; `kind`: right, condition, test or exception; `since` and `until`:
    days (yyyy-mm-dd) or empty.
    """

    id: str
    from_level: str
    to_level: str
    kind: str
    only_for: tuple[str, ...] = ()
    condition: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    is_certain: bool = True

    @property
    def is_between_levels(self) -> bool:
        """Whether a diploma of a level opens another level by it: for all its programmes, by right or on condition."""
        return bool(self.from_level) and not self.only_for and self.kind in ("right", "condition")


@dataclass(frozen=True, slots=True)
class SubjectDemand:
    """A demand of subjects, as `education.SubjectDemandRecord` defines it.

    `programmes` holds programmes and levels; of each group in `subjects` one subject is needed, without groups none;
    an empty `profile` stands for all; `kind`: demand, test or advice; `since` and `until`: days or empty.
    """

    id: str
    programmes: tuple[str, ...]
    from_level: str
    profile: str = ""
    subjects: tuple[tuple[str, ...], ...] = ()
    kind: str = "demand"
    since: str = ""
    until: str = ""
    source: str = ""
    is_certain: bool = True
