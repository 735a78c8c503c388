"""Which programmes take part in the search for a route: those that lead to the goal, what they ask first, and courses.

A choice for speed, not a judgement: the search is exact over what is chosen here. How many: `rules.route_terms`.
"""

from collections.abc import Callable, Iterable, Sequence

from wending.orientation.rules.route_terms import BY_LAW, COURSES, EVC, STEPS_PER_LEVEL, TEST_21
from wending.reference.queries.programme_facts import ProgrammeFacts

# Digits of ISCED-F that a broad field has.
BROAD = 2
SHORT = ("course", "certificate")
Weigh = Callable[[ProgrammeFacts], float]


def opening(programmes: Sequence[ProgrammeFacts], occupation: str) -> list[ProgrammeFacts]:
    """Return the programmes after which an occupation is open: regular education that leads to it, and a last course.

    Last is what the law names, else what builds on a diploma or another programme, else any certificate, else any
    course where nothing else leads there; what another programme asks for first is not the last.
    """
    leading = [one for one in programmes if occupation in one.occupations and one.kind != "recognition"]
    regular = [one for one in leading if one.kind == "regular"]
    first = {name for one in programmes for name in one.requires}
    short = [one for one in leading if one.kind in SHORT and one.id not in first]
    last = (
        [one for one in short if one.id in BY_LAW]
        or [one for one in short if one.requires or one.entry]
        or [one for one in short if one.kind == "certificate"]
    )
    return [*regular, *last] or leading


def taking_part(
    programmes: Sequence[ProgrammeFacts],
    goal: str,
    weigh: Weigh,
    jobs: Iterable[str] = (),
) -> list[ProgrammeFacts]:
    """Return the programmes that take part: those in the field of the goal first, then those that teach most for it.

    weigh: what a programme adds to readiness. jobs: occupations on the way, each with the shortest programme that opens
    it. What someone has already does not matter here, so that a wish can take it away.
    """
    by_id = {one.id: one for one in programmes}
    leading = [one for one in programmes if goal in one.occupations and one.kind != "recognition"]
    courses = [one for one in programmes if one.kind in SHORT and goal not in one.occupations and weigh(one) > 0]
    courses = sorted(courses, key=lambda one: (-weigh(one), one.id))[:COURSES]
    chosen = {one.id: one for one in [*leading, *courses]}
    for job in jobs:
        regular = [one for one in opening(programmes, job) if one.kind == "regular"]
        if regular:
            shortest = min(regular, key=lambda one: (one.duration_months is None, one.duration_months or 0, one.id))
            chosen[shortest.id] = shortest
    fields = {one.isced_f for one in leading if one.isced_f}
    edge = list(chosen.values())
    while edge:
        found = [by_id[name] for one in edge for name in one.requires if name in by_id]
        for level in sorted({level for one in edge for level in one.entry}):
            steps = sorted((o for o in programmes if o.level == level), key=lambda o: _nearness(o, weigh, fields))
            # Of those that have nothing to do with the goal one is enough: it only opens the next level.
            near = [one for one in steps if _shared(one.isced_f, fields) >= BROAD or weigh(one) > 0]
            found += near[:STEPS_PER_LEVEL] or steps[:1]
        edge = [one for one in {one.id: one for one in found}.values() if one.id not in chosen]
        chosen |= {one.id: one for one in edge}
    chosen |= {name: by_id[name] for name in (EVC, TEST_21) if name in by_id}
    return sorted(chosen.values(), key=lambda one: _nearness(one, weigh, fields))


def _nearness(one: ProgrammeFacts, weigh: Weigh, fields: set[str]) -> tuple[int, float, bool, int, str]:
    """Return the order of programmes: nearest to the field of the goal, teaching most for it, known to be short."""
    months = one.duration_months
    return (-_shared(one.isced_f, fields), -weigh(one), months is None, months or 0, one.id)


def _shared(field: str, fields: set[str]) -> int:
    """Return how many first digits of ISCED-F a field shares with the nearest of some, 0 when it is unknown."""
    return max((size for size in range(len(field) + 1) if any(o.startswith(field[:size]) for o in fields)), default=0)
