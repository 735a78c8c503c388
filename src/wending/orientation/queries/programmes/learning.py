"""How an occupation is learned, for its own page."""

from dataclasses import dataclass

from wending.orientation.queries.programmes.items import Listed, listed
from wending.reference.queries.names import Name
from wending.reference.queries.programmes import learned_otherwise, programmes_to

LEARN = 6


@dataclass(frozen=True, slots=True)
class Learning:
    """How an occupation is learned: by programmes, otherwise for a reason, or both. Both empty: it is not known."""

    programmes: list[Listed]
    has_more: bool
    otherwise: Name | None

    @property
    def has_courses(self) -> bool:
        """Whether a course is among them, of which it is not said that it is enough."""
        return any(not item.is_regular for item in self.programmes)


def learning(occupation_uri: str, lang: str) -> Learning:
    """Return the first programmes to an occupation, and how people enter otherwise where that is known."""
    found = programmes_to(occupation_uri, lang)
    return Learning(listed(found[:LEARN]), len(found) > LEARN, learned_otherwise(occupation_uri, lang))
