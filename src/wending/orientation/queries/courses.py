"""The smallest set of courses that together teach what someone misses for an occupation; see `engine.routes.cover`."""

from collections.abc import Sequence
from dataclasses import dataclass

from wending.engine.routes import Course, smallest_courses
from wending.orientation.queries.names import Named
from wending.orientation.queries.programmes.items import Listed, listed_by_id
from wending.reference.queries.programme_facts import programme_facts


@dataclass(frozen=True, slots=True)
class Smallest:
    """The courses, how many of all missing things they teach, and what no course that we know teaches."""

    courses: list[Listed]
    taught: int
    all: int
    uncovered: list[Named]


def smallest(missing: Sequence[Named], lang: str) -> Smallest:
    """Return the fewest courses and certificates that teach what is missing, in the order of their names."""
    facts = [one for one in programme_facts() if one.kind in ("course", "certificate")]
    # What a course costs, no source in force says.
    courses = {one.id: Course(one.skills, one.duration_months, None) for one in facts}
    found = smallest_courses({skill.uri for skill in missing}, courses)
    uncovered = [skill for skill in missing if skill.uri in found.uncovered]
    return Smallest(listed_by_id(found.courses, lang), len(missing) - len(uncovered), len(missing), uncovered)
