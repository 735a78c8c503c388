"""Whether someone can enter a programme from the level they have, by the rules of admission between levels.

Terms: **now**: a rule gives the right; **maybe**: a rule allows it on a condition or by a test; **same**: the own
diploma is of that level or higher; **later**: other levels come first (`via`); **unknown**: no rule says. This informs:
a school decides, and may ask for a profile or a subject that these rules do not hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

STATUSES = ("now", "maybe", "same", "later", "unknown")


def nlqf_number(level: str) -> float | None:
    """Return a level of the NLQF as a number, None when unknown; vwo, "4+", lies between 4 and 5.

    >>> nlqf_number("4+"), nlqf_number("")
    (4.5, None)
    """
    return 4.5 if level == "4+" else float(level) if level else None


class Step(Protocol):
    """A rule from a level ("" whatever came before) to a level, of a kind, or only for some programmes."""

    @property
    def from_level(self) -> str:
        """The key of the level someone has."""

    @property
    def to_level(self) -> str:
        """The key of the level they enter."""

    @property
    def only_for(self) -> Sequence[str]:
        """The programmes it holds for; none: all of the level."""

    @property
    def kind(self) -> str:
        """Right, condition, test or exception."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether someone can enter, and the levels that come first when it is later."""

    status: str
    via: tuple[str, ...] = ()


def admission(own: str, level: str, programme: str, steps: Sequence[Step], nlqf: dict[str, float]) -> Admission:
    """Return whether someone with this level can enter a programme of a level. `nlqf`: the NLQF of each level known."""
    if not own or not level:
        return Admission("unknown")
    meant = [step for step in steps if step.to_level == level and (not step.only_for or programme in step.only_for)]
    kinds = {step.kind for step in meant if step.from_level == own}
    # A programme may ask more than its level does: then the right alone is not enough.
    special = {step.kind for step in meant if step.only_for and step.from_level in ("", own)} - {"right"}
    if "right" in kinds and not special:
        return Admission("now")
    if kinds:
        return Admission("maybe")
    if own in nlqf and level in nlqf and nlqf[own] >= nlqf[level]:
        return Admission("same")
    if path := _shortest(own, level, steps):
        return Admission("later", path[1:-1])
    return Admission("maybe" if any(not step.from_level for step in meant) else "unknown")


def _shortest(own: str, level: str, steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the shortest way over levels, both ends included; steps by right are tried first. Empty: none."""
    general = [step for step in steps if step.from_level and not step.only_for and step.kind in ("right", "condition")]
    general.sort(key=lambda step: step.kind != "right")
    edge: list[tuple[str, ...]] = [(own,)]
    seen = {own}
    while edge:
        further: list[tuple[str, ...]] = []
        for path in edge:
            for step in general:
                if step.from_level == path[-1] and step.to_level not in seen:
                    if step.to_level == level:
                        return (*path, level)
                    seen.add(step.to_level)
                    further.append((*path, step.to_level))
        edge = further
    return ()
