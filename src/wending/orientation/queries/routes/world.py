"""The world that the route engine searches: a person, an occupation, and the programmes and jobs between them.

Facts come from reference, moves from the fit index, assumptions from `rules.route_terms`. No words: see `page`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from wending.engine.fit import FitIndex, Profile
from wending.engine.routes import Door, GoalNeeds, Income, Kind, Moves, Option, World, goal_needs, moves, ready_enough
from wending.orientation.queries.costs import Cost, Costs
from wending.orientation.queries.routes.choice import opening, taking_part
from wending.orientation.queries.routes.levels import LevelBits
from wending.orientation.rules.route_terms import (
    EVC,
    EVC_LEAST,
    JOB_MONTHS,
    LEAST_READY,
    LEVELS_SHORT,
    RELEVANT,
    TEST_21,
    TEST_21_OPENS,
    WAYS,
    shortened,
)
from wending.reference.queries.names import Name, texts
from wending.reference.queries.occupations import regulated
from wending.reference.queries.programme_facts import ProgrammeFacts, programme_facts
from wending.reference.queries.programmes import levels
from wending.reference.rules.uris import key_of

# The credential of whoever may have one of several diplomas.
MAY_HAVE = "may have"
KINDS = {
    "regular": Kind.PROGRAMME,
    "course": Kind.COURSE,
    "certificate": Kind.CERTIFICATE,
    "recognition": Kind.RECOGNITION,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What an option stands for: a programme in a mode (with EVC before it or not) and its cost, or a job."""

    programme: ProgrammeFacts | None = None
    mode: str = ""
    is_shortened: bool = False
    cost: Cost | None = None
    job: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """Where someone starts: profile of the engine, the level of education they have, programmes done.

    Several levels: one of these, we do not know which.
    """

    person: Profile
    levels: tuple[str, ...] = ()
    done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RouteWorld:
    """The world of the engine with what its options mean. `otherwise`: the goal is learned in the work, and how."""

    world: World
    goal: str
    needs: GoalNeeds
    missing: tuple[str, ...]
    taken: dict[str, Taken]
    levels: LevelBits
    is_regulated: bool | None
    otherwise: Name | None


def route_world(index: FitIndex, goal: str, start: Start, lang: str) -> RouteWorld:
    """Return the world between a person and an occupation. Raise KeyError for an unknown URI."""
    needs = goal_needs(index, goal, start.person)
    maker = _Maker(index, goal, start, needs, LevelBits(tuple(levels(lang))), programme_facts())
    on_the_way = moves(index, goal, start.person)
    learned_in_work = texts("occupation", [*on_the_way.jobs, goal], lang, "learning")
    otherwise = learned_in_work.get(goal)
    is_regulated = regulated([*on_the_way.jobs, goal])
    options = maker.options(on_the_way, is_regulated, set(learned_in_work))
    ready = float(needs.shares @ needs.covered)
    world = World(
        ready=1.0 if otherwise else min(1.0, ready),
        weights=tuple(0.0 if otherwise else maker.weights[skill] for skill in maker.missing),
        options=tuple(options),
        arrival=maker.arrival(is_regulated[goal], bool(otherwise)),
        held=maker.held,
        least_ready=maker.least_ready(is_regulated[goal]),
    )
    return RouteWorld(world, goal, needs, maker.missing, maker.taken, maker.levels, is_regulated[goal], otherwise)


class _Maker:
    """Makes the options of one question; bits of credentials: the levels, then programmes and jobs as they come."""

    def __init__(
        self,
        index: FitIndex,
        goal: str,
        start: Start,
        needs: GoalNeeds,
        level_bits: LevelBits,
        programmes: Sequence[ProgrammeFacts],
    ) -> None:
        self.index, self.goal, self.start, self.levels, self.programmes = index, goal, start, level_bits, programmes
        left = dict(zip(needs.skills, needs.shares * (1 - needs.covered), strict=True))
        self.weights = {skill: float(weight) for skill, weight in left.items() if weight > 1e-9}
        self.missing = tuple(self.weights)
        self.asked = {skill.uri for skill in index.worker(goal).skills}
        self.bits: dict[str, int] = {}
        self.costs = Costs()
        self.taken: dict[str, Taken] = {}
        self.known = {skill.uri: skill.strength for skill in start.person.skills}
        # Of several diplomas that someone may have, only what each of them opens is sure.
        self.may_have = [level_bits.given(key) for key in start.levels]
        self.held = reduce(and_, self.may_have) | self._bit(MAY_HAVE) if self.may_have else 0
        for one in programmes:
            if one.id in start.done:
                self.held |= self._given(one)

    def options(
        self, on_the_way: Moves, is_regulated: dict[str, bool | None], learned_in_work: set[str]
    ) -> list[Option]:
        """Return everything that can be a step."""
        barred = [job for job in on_the_way.jobs if not on_the_way.from_person[job].is_small]
        chosen = taking_part(self.programmes, self.goal, self._weigh, barred)
        self.opening = {job: opening(chosen, job) for job in (*on_the_way.jobs, self.goal)}
        made = [option for place, one in enumerate(chosen) for option in self._of_programme(one, place)]
        for job in on_the_way.jobs:
            doors = self._job_doors(job, on_the_way, is_regulated[job] is True, job in learned_in_work)
            if doors:
                made.append(self._of_job(job, doors))
        return made

    def arrival(self, is_regulated: bool | None, is_learned_in_work: bool) -> tuple[Door, ...]:
        """Return the doors of the goal: a programme that opens it; unregulated, also a level that is near enough."""
        if is_learned_in_work:
            return (Door(),)
        doors = [Door((self._bits(one.id for one in self.opening[self.goal]),))] if self.opening[self.goal] else []
        if is_regulated is not True:
            doors.append(Door(self._level_keys(self._low(self.goal) - LEVELS_SHORT)))
        return tuple(doors)

    def least_ready(self, is_regulated: bool | None) -> float:
        """Return from which readiness the goal is tried for (see `rules.route_terms`)."""
        if is_regulated is True:
            return LEAST_READY
        return min(LEAST_READY, ready_enough(self._low(self.goal)))

    def _of_programme(self, one: ProgrammeFacts, place: int) -> Iterable[Option]:
        """Yield a programme in each of its modes, and where one knows much of it also after EVC."""
        known = self._known_share(one)
        for mode in one.modes or ("",):
            cost = self.costs.of(one, mode)
            way = WAYS[mode]
            for is_shortened in (False, True):
                if is_shortened and (known < EVC_LEAST or one.kind != "regular" or one.duration_months is None):
                    continue
                months = one.duration_months
                name = "+".join(part for part in (one.id, mode, EVC if is_shortened else "") if part)
                self.taken[name] = Taken(one, mode, is_shortened, cost)
                yield Option(
                    id=name,
                    kind=KINDS[one.kind],
                    months=shortened(months, known) if is_shortened and months is not None else months,
                    cost=None if cost is None else cost.euro,
                    income=way.income,
                    hours=way.hours,
                    is_flexible=way.is_flexible,
                    teaches=self._taught(one),
                    gives=self._given(one),
                    doors=self._programme_doors(one, is_shortened),
                    group=one.id,
                    preference=place,
                )

    def _programme_doors(self, one: ProgrammeFacts, is_shortened: bool) -> tuple[Door, ...]:
        keys = [self._bits(one.requires)] if one.requires else []
        keys += [self._bit(EVC)] if is_shortened else []
        doors = [Door((*keys, self._level_key(self.levels.asked(one.entry))) if one.entry else tuple(keys))]
        if one.level in TEST_21_OPENS:
            doors.append(Door((*keys, self._bit(TEST_21))))
        return tuple(doors)

    def _of_job(self, job: str, doors: tuple[Door, ...]) -> Option:
        self.taken[job] = Taken(job=job)
        return Option(
            id=job,
            kind=Kind.JOB,
            months=float(JOB_MONTHS),
            cost=0.0,
            income=Income.PAID,
            is_flexible=True,
            teaches=self._mask(skill.uri for skill in self.index.worker(job).skills if skill.certainty == 1.0),
            gives=self._bit(job),
            doors=doors,
            group=key_of(job),
        )

    def _job_doors(self, job: str, on_the_way: Moves, is_regulated: bool, is_learned_in_work: bool) -> tuple[Door, ...]:
        """Return how one gets into a job: through a programme, or when the step from what one can or did is small."""
        if is_learned_in_work:
            return (Door(),)
        through = self.opening[job]
        doors = [Door((self._bits(one.id for one in through),))] if through else []
        if not is_regulated:
            keys = self._level_keys(self._low(job))
            move = on_the_way.from_person[job]
            doors += [Door(keys, move.ready)] if move.is_small else []
            for other in on_the_way.jobs:
                move = on_the_way.between.get((other, job), move)
                if other != job and move.is_small:
                    doors.append(Door((*keys, self._bit(other)), move.ready))
        return tuple(doors)

    def _taught(self, one: ProgrammeFacts) -> int:
        """Return what a programme teaches of the goal; regular education that leads to it all that is always needed."""
        if one.kind == "regular" and self.goal in one.occupations:
            return (1 << len(self.missing)) - 1
        return self._mask(one.skills) if self._is_relevant(one) else 0

    def _is_relevant(self, one: ProgrammeFacts) -> bool:
        """Return whether a programme is for the goal, or for something that asks much the same."""
        return self.goal in one.occupations or len(one.skills & self.asked) >= RELEVANT * len(one.skills)

    def _given(self, one: ProgrammeFacts) -> int:
        """Return the credentials of a programme: itself, and what its level opens."""
        return self._bit(one.id) | self.levels.given(one.level)

    def _mask(self, skills: Iterable[str]) -> int:
        taught = set(skills)
        return sum(1 << place for place, skill in enumerate(self.missing) if skill in taught)

    def _weigh(self, one: ProgrammeFacts) -> float:
        """Return what a programme by itself adds to readiness for the goal."""
        return sum(self.weights[skill] for skill in self.missing if skill in one.skills and self._is_relevant(one))

    def _known_share(self, one: ProgrammeFacts) -> float:
        return sum(self.known.get(skill, 0.0) for skill in one.skills) / len(one.skills) if one.skills else 0.0

    def _low(self, occupation: str) -> float:
        return float(self.index.level_low_[self.index.number(occupation)])

    def _level_keys(self, nlqf: float) -> tuple[int, ...]:
        """Return the key for a level that is at least so high; none up to 1, which asks no diploma, or when unknown."""
        high = self.levels.at_least(nlqf)
        return (self._level_key(high),) if nlqf > 1 and high else ()

    def _level_key(self, bits: int) -> int:
        """Return the key for one of these levels, which the person holds when whatever diploma they may have is one."""
        return bits | self._bit(MAY_HAVE) if self.may_have and all(bits & held for held in self.may_have) else bits

    def _bits(self, names: Iterable[str]) -> int:
        whole = 0
        for name in names:
            whole |= self._bit(name)
        return whole

    def _bit(self, name: str) -> int:
        return 1 << self.bits.setdefault(name, len(self.levels.levels) + len(self.bits))
