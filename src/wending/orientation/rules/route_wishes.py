"""What someone asks of a route, as it travels in the address of the page. Reading never fails: junk is left out.

Terms: a *wish* narrows the steps; `without` are steps that are not wanted, `have` steps that were done before, both by
the id of a programme or the key of an occupation; `diploma` is the id of a level, or NONE for no diploma.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from wending.engine.routes import Wishes

NONE = "geen"
# A wish in the address, and the field of the engine's wishes that it sets.
WISHES: dict[str, tuple[str, object]] = {
    "geen-opvang": ("is_flexible", True),
    "met-inkomen": ("with_income", True),
    "24-uur": ("most_hours", 24.0),
    "geen-diploma": ("without_diploma", True),
}
YEARS = (1, 2, 3, 4, 6)
MOST_STEPS_NAMED = 12
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class RouteWishes:
    """The wishes by their key in the address, the most years (None no limit), steps without and have, and a diploma."""

    wishes: tuple[str, ...] = ()
    years: int | None = None
    without: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    diploma: str = ""

    def engine(self) -> Wishes:
        """Return the wishes as the engine reads them."""
        chosen: dict[str, object] = dict(WISHES[wish] for wish in self.wishes)
        return Wishes(
            **chosen,  # type: ignore[arg-type]
            most_months=None if self.years is None else 12.0 * self.years,
            without=frozenset(self.without),
        )

    def query(self, *, without: str = "", have: str = "", drop: str = "") -> str:
        """Return the address part, with a step added to `without` or `have`, or one taken out of both."""
        pairs: list[tuple[str, object]] = [("wens", wish) for wish in self.wishes]
        pairs += [("jaren", self.years)] if self.years is not None else []
        pairs += [("diploma", self.diploma)] if self.diploma else []
        pairs += [("zonder", key) for key in _once([*self.without, without]) if key != drop]
        pairs += [("heb", key) for key in _once([*self.have, have]) if key != drop]
        return urlencode(pairs)


def read_wishes(raw: Mapping[str, Sequence[str]]) -> RouteWishes:
    """Return the wishes of an address; what is unknown or malformed is left out."""
    years = raw.get("jaren", [""])[-1]
    diploma = raw.get("diploma", [""])[-1]
    return RouteWishes(
        wishes=tuple(wish for wish in WISHES if wish in raw.get("wens", [])),
        years=int(years) if years in {str(known) for known in YEARS} else None,
        without=_keys(raw.get("zonder", [])),
        have=_keys(raw.get("heb", [])),
        diploma=diploma if _KEY.fullmatch(diploma) else "",
    )


def _keys(raw: Sequence[str]) -> tuple[str, ...]:
    return _once([key for key in raw if _KEY.fullmatch(key)])[:MOST_STEPS_NAMED]


def _once(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))
