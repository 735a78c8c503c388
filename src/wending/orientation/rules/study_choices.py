"""What someone chose on the page of programmes that fit: filters and order. It travels in the address.

Terms: *when* is now (with the own diploma, or maybe) or later; *way* and *sector* as elsewhere; *order* is the axis
that the list goes by, chosen by the person. Reading never fails: what is unknown is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from wending.orientation.rules.study import WAYS

ORDERS = ("pleasure", "prospects")
WHEN: dict[str, tuple[str, ...]] = {"now": ("now", "maybe", "same"), "later": ("later", "unknown")}
MOST_PAGE = 40


@dataclass(frozen=True, slots=True)
class StudyChoices:
    """Filters (empty means all), the order, and the page from 1."""

    when: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    order: str = ORDERS[0]
    page: int = 1

    @property
    def has_filters(self) -> bool:
        """Whether any filter narrows the list."""
        return bool(self.when or self.ways or self.sectors)

    def query(self, page: int = 1) -> str:
        """Return the address part of these choices, without what is usual; `page` can be changed."""
        pairs: list[tuple[str, object]] = [
            *(("wanneer", when) for when in self.when),
            *(("manier", way) for way in self.ways),
            *(("sector", sector) for sector in self.sectors),
        ]
        if self.order != ORDERS[0]:
            pairs.append(("volgorde", self.order))
        if page != 1:
            pairs.append(("pagina", page))
        return urlencode(pairs)


def read_study_choices(
    lists: Mapping[str, Sequence[str]], sectors: Sequence[str], has_level: bool = False
) -> StudyChoices:
    """Return the choices in an address, given as lists of words per name; `sectors` are those that exist.

    Who told their diploma and chose nothing yet sees first what is open to them now.
    """
    if has_level and not lists:
        return StudyChoices(when=("now",))

    def known(name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in allowed if word in lists.get(name, ()))

    raw = (lists.get("pagina") or [""])[-1]
    page = int(raw) if len(raw) < 4 and raw.isascii() and raw.isdigit() else 1
    return StudyChoices(
        when=known("wanneer", tuple(WHEN)),
        ways=known("manier", tuple(WAYS)),
        sectors=known("sector", sectors),
        order=next(iter(known("volgorde", ORDERS)), ORDERS[0]),
        page=min(max(page, 1), MOST_PAGE),
    )
