"""What someone chose on the results page: filters, weights, more surprising steps. It travels in the address.

Terms: a *weight* is a slider from 0 (does not count) to 4 (counts most), 2 is usual; *group* is an ISCO-08 major group;
*effort* is the class of the step. Reading never fails: what is unknown is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

USUAL, MOST = 2, 4
WEIGHTS = ("skills", "interests", "wishes", "level", "past")
GROUPS = tuple("1234567890")
# Bands of NLQF levels that a person recognises.
LEVELS = {"low": (1.0, 2.0), "middle": (3.0, 4.0), "high": (5.0, 8.0)}
EFFORTS = ("small_step", "short_learning", "training", "long_route")
MOST_PAGE = 10


@dataclass(frozen=True, slots=True)
class Choices:
    """Filters (empty means all), weights per part, whether surprising steps are wanted, and the page from 1."""

    levels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()
    weights: dict[str, int] = field(default_factory=dict)
    is_surprising: bool = False
    page: int = 1

    def weight(self, part: str) -> int:
        """Return the slider of a part, 0 to 4."""
        return self.weights.get(part, USUAL)

    @property
    def has_filters(self) -> bool:
        """Whether any filter narrows the list."""
        return bool(self.levels or self.groups or self.efforts)

    @property
    def has_moved(self) -> bool:
        """Whether any slider is not where it usually is."""
        return any(value != USUAL for value in self.weights.values())

    def query(self, page: int = 1) -> str:
        """Return the address part of these choices, without what is usual; `page` can be changed."""
        pairs: list[tuple[str, object]] = [
            *(("niveau", level) for level in self.levels),
            *(("groep", group) for group in self.groups),
            *(("stap", effort) for effort in self.efforts),
            *((f"w_{part}", value) for part, value in self.weights.items() if value != USUAL),
        ]
        if self.is_surprising:
            pairs.append(("verrassend", 1))
        if page != 1:
            pairs.append(("pagina", page))
        return urlencode(pairs)


def read_choices(lists: Mapping[str, Sequence[str]]) -> Choices:
    """Return the choices in an address, given as lists of words per name. All weights at zero count as usual."""

    def known(name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in allowed if word in lists.get(name, ()))

    def number(name: str, otherwise: int, most: int) -> int:
        raw = (lists.get(name) or [""])[-1]
        return int(raw) if len(raw) < 4 and raw.isascii() and raw.isdigit() and int(raw) <= most else otherwise

    weights = {part: number(f"w_{part}", USUAL, MOST) for part in WEIGHTS}
    return Choices(
        levels=known("niveau", tuple(LEVELS)),
        groups=known("groep", GROUPS),
        efforts=known("stap", EFFORTS),
        weights=weights if any(weights.values()) else {},
        is_surprising="1" in lists.get("verrassend", ()),
        page=max(1, number("pagina", 1, MOST_PAGE)),
    )
