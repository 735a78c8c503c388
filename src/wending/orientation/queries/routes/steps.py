"""A step of a route in words: what it is, what it takes, what it adds, and who may begin, with the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wending.engine.routes import Income, Kind, Option, Route
from wending.orientation.queries import words as plain
from wending.orientation.queries.costs import Cost
from wending.orientation.queries.names import Named, named
from wending.orientation.queries.routes import words
from wending.orientation.queries.routes.world import RouteWorld, Start, Taken
from wending.orientation.rules.route_terms import TEST_21, WAYS
from wending.reference.queries.programmes import AdmissionItem, ProgrammeDetail, programme

ADDED, MOST_RULES = 5, 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of admission in words, with who says so; an uncertain one needs a look at its source.

    `diplomas`: it holds for one of these, when we do not know which someone has.
    """

    condition: str
    source: str
    is_certain: bool
    diplomas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the page shows it: `text` is its name, `key` names it in the address; a job has no programme.

    `ways`: how it can be followed, the one reckoned with first, all that come to the same; `other_ways` do not.
    `adds`: skills it teaches that are missing, the most important first, and `adds_more` how many others; `adds_all`:
    it teaches all that the goal always needs.
    """

    key: str
    text: str
    lang: str
    kind: str
    duration: str
    hours: str
    income: str
    adds: list[Named]
    adds_more: int
    is_job: bool = False
    is_recognition: bool = False
    ways: tuple[str, ...] = ()
    other_ways: tuple[str, ...] = ()
    is_shortened: bool = False
    cost: Cost | None = None
    level: str = ""
    adds_all: bool = False
    rules: tuple[Rule, ...] = ()
    first: tuple[str, ...] = ()
    selection: str = ""

    @property
    def has_entry(self) -> bool:
        """Whether it is a question if one may begin: not for a job, nor for a recognition of which nothing is said."""
        return bool(self.rules or self.first or self.selection) or not (self.is_job or self.is_recognition)

    @property
    def cost_told(self) -> str:
        """What it costs in words, empty when unknown."""
        return words.euros(self.cost.euro, self.cost.is_certain) if self.cost else ""

    @property
    def cost_basis(self) -> str:
        """What the cost rests on: the amount of a year, which year, for whom and who says so; empty when unknown."""
        return words.cost_basis(self.cost, self.is_shortened) if self.cost else ""

    @property
    def adds_count(self) -> int:
        """How many missing skills it teaches."""
        return len(self.adds) + self.adds_more


class Teller:
    """Tells the steps of routes of one question: looks every programme up once."""

    def __init__(self, world: RouteWorld, start: Start, lang: str) -> None:
        self.world, self.start, self.lang = world, start, lang
        self.skills = named("skill", world.missing, lang)
        self.jobs = named("occupation", [taken.job for taken in world.taken.values() if taken.job], lang)
        self.details: dict[str, ProgrammeDetail | None] = {}

    def steps(self, route: Route) -> list[StepView]:
        """Return the steps of a route, each with what it adds to those before it."""
        told, learned, held, came = [], 0, self.start.levels, list[str]()
        for option, also in zip(route.steps, route.also, strict=True):
            taken = self.world.taken[option.id]
            new = option.teaches & ~learned
            step = self._job(option, taken, new) if taken.job else self._learning(option, taken, also, new, held, came)
            told.append(step)
            learned |= option.teaches
            if taken.programme:
                came.append(taken.programme.id)
                held = (*held, taken.programme.level) if taken.programme.level else held
        return told

    def _job(self, option: Option, taken: Taken, new: int) -> StepView:
        name = self.jobs[taken.job]
        return self._view(
            option,
            new,
            key=name.key,
            text=name.text,
            lang=name.lang,
            is_job=True,
            income=str(words.INCOME[option.income]),
        )

    def _learning(
        self, option: Option, taken: Taken, also: tuple[str, ...], new: int, held: Sequence[str], came: Sequence[str]
    ) -> StepView:
        one = taken.programme
        detail = self.detail(one.id) if one else None
        if one is None or detail is None:
            raise LookupError(f"a programme of a route is gone: {option.id}")
        others = [self.world.taken[name] for name in also]
        rules = self._rules(detail, held, came)
        modes = [taken.mode, *(other.mode for other in others if other.programme == one)]
        ways = _ways(modes)
        return self._view(
            option,
            new,
            key=one.id,
            text=detail.item.name,
            lang=self.lang,
            ways=ways,
            other_ways=_ways(mode for mode in one.modes if mode not in modes),
            income=_income(option.income, modes, ways),
            is_shortened=taken.is_shortened,
            cost=taken.cost,
            level=detail.item.level.name if detail.item.level else "",
            adds_all=option.kind is Kind.PROGRAMME and self.world.goal in one.occupations and bool(self.world.missing),
            rules=rules,
            first=tuple(first.name for first in detail.requires),
            # That the right diploma is enough need not be said beside the rule itself.
            selection="" if rules and detail.selection == "none" else str(plain.SELECTION.get(detail.selection, "")),
        )

    def _view(self, option: Option, new: int, **more: Any) -> StepView:
        """Return a step with what every option has; `new` are the bits of what it adds."""
        taught = [skill for place, skill in enumerate(self.world.missing) if new >> place & 1]
        adds = [self.skills[skill] for skill in taught if skill in self.skills]
        return StepView(
            kind=str(words.KINDS[option.kind]),
            duration=plain.duration(None if option.months is None else round(option.months)),
            hours=words.hours(option.hours),
            adds=adds[:ADDED],
            adds_more=len(adds[ADDED:]),
            is_recognition=option.kind is Kind.RECOGNITION,
            **more,
        )

    def detail(self, key: str) -> ProgrammeDetail | None:
        """Return a programme with its rules of admission."""
        if key not in self.details:
            self.details[key] = programme(key, self.lang)
        return self.details[key]

    def _rules(self, detail: ProgrammeDetail, held: Sequence[str], came: Sequence[str]) -> tuple[Rule, ...]:
        """Return the rules in force that let this person in, each once."""
        today = timezone.localdate().isoformat()
        now = [rule for rule in detail.admission if not rule.until or rule.until >= today]
        through = [rule for rule in now if rule.from_level and rule.from_level.id in held]
        # Where someone has a right to begin, what is only sometimes possible need not be told.
        through = [rule for rule in through if rule.kind == "right"] or through
        if len(self.start.levels) > 1 and len(through) > 1 and held == self.start.levels:
            return (_one_of(through),)
        if not through and TEST_21 in came:
            through = [rule for rule in now if rule.kind == "test"]
        if not through:
            through = [rule for rule in now if rule.from_level is None and rule.kind == "right"]
        if not through and self.world.levels.asked(level.id for level in detail.item.entry) & self._given(held):
            return (Rule(_("Je diploma is hoog genoeg."), _("onze aanname"), False),)
        return tuple(dict.fromkeys(Rule(rule.condition, rule.source, rule.is_certain) for rule in through))[:MOST_RULES]

    def _given(self, held: Sequence[str]) -> int:
        """Return the bits of what these levels open."""
        whole = 0
        for key in held:
            whole |= self.world.levels.given(key)
        return whole


def _income(income: Income, modes: Sequence[str], ways: Sequence[str]) -> str:
    """Return what a step does for income; where another way to follow it does not do so, for which way it holds."""
    told = str(words.INCOME[income])
    if len({WAYS[mode].income for mode in modes}) == 1:
        return told
    return told + " " + _("Dat geldt voor: %(way)s.") % {"way": ways[0]}


def _ways(modes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(plain.MODES[mode]) for mode in dict.fromkeys(modes) if mode)


def _one_of(rules: Sequence[AdmissionItem]) -> Rule:
    """Return one rule for someone of whom we know the level but not which diploma."""
    names = dict.fromkeys(rule.from_level.name for rule in rules if rule.from_level)
    condition = _("Dit mag met een van deze diploma's:")
    return Rule(condition, rules[0].source, all(rule.is_certain for rule in rules), tuple(names))
