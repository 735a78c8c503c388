"""The page of routes to an occupation: a handful of them, what the wishes change, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from wending.engine.fit import Profile
from wending.engine.routes import Listed, Route, in_the_way, routes_within, shortlist
from wending.engine.routes.limits import allows
from wending.orientation.queries.funding import Scheme, schemes_for
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.names import Named
from wending.orientation.queries.person import person
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.routes import words
from wending.orientation.queries.routes.levels import LevelBits
from wending.orientation.queries.routes.steps import StepView, Teller
from wending.orientation.queries.routes.world import RouteWorld, Start, route_world
from wending.orientation.rules.funding_terms import Learning
from wending.orientation.rules.profile import SessionProfile
from wending.orientation.rules.route_terms import SHOWN
from wending.orientation.rules.route_wishes import NONE, YEARS, RouteWishes
from wending.reference.queries.names import Name
from wending.reference.queries.occupations import OccupationDetail, occupation
from wending.reference.queries.programmes import levels
from wending.reference.queries.releases import ReleaseInfo, release_in_force

MET = 0.5  # a need that is covered so far counts as met, when needs are counted in words


@dataclass(frozen=True, slots=True)
class RouteView:
    """A route in words. `met` of the `needed` things that the goal always asks are there at the end."""

    best: list[str]
    stops: list[str]
    steps: list[StepView]
    time: str
    unknown_time: str
    cost: str
    is_paid: bool
    met: int
    needed: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that was left out or done before, with the address part that takes that back."""

    title: str
    back: str


@dataclass(frozen=True, slots=True)
class RoutesView:
    """The page of routes. `blocked`: sets of wishes that, let go together, give a route; `changes`: what wishes do."""

    facts: OccupationDetail
    name: Named
    profile: SessionProfile
    wishes: RouteWishes
    routes: list[RouteView]
    changes: list[str]
    blocked: list[list[str]]
    otherwise: Name | None
    is_regulated: bool | None
    is_level_known: bool
    is_level_open: bool
    without: list[Skipped]
    have: list[Skipped]
    schemes: list[Scheme]
    sources: list[ReleaseInfo]
    level_options: list[dict[str, str]]

    @property
    def plan_goal(self) -> str:
        """The goal as a plan takes it over."""
        return f"beroep:{self.name.key}"

    @property
    def wish_options(self) -> list[dict[str, object]]:
        """The wishes to tick."""
        return [
            {"value": key, "label": label, "hint": hint, "checked": key in self.wishes.wishes}
            for key, (label, hint) in words.WISHES.items()
        ]

    @property
    def year_options(self) -> list[dict[str, object]]:
        """The longest times to choose from."""
        told = [{"value": years, "label": words.span(12 * years)} for years in YEARS]
        return [{"value": "", "label": _("Maakt niet uit")}, *told]

    @property
    def assumptions(self) -> list[str]:
        """What we assume ourselves."""
        return words.assumptions()

    @property
    def has_english(self) -> bool:
        """Whether a skill or job on the page has no name in Dutch."""
        steps = [step for route in self.routes for step in route.steps]
        return any("en" in (step.lang, *(skill.lang for skill in step.adds)) for step in steps)


def routes_view(session: SessionBase, key: str, wishes: RouteWishes, lang: str) -> RoutesView | None:
    """Return the routes to an occupation for the profile of this session, None when there is no such occupation."""
    facts = occupation(key, lang)
    index = fit_index()
    if facts is None or facts.uri not in index.occupation_numbers_:
        return None
    profile = session_profile(session)
    told = person(index, profile) if profile.has_skills else Profile()
    start = start_of(told, profile.education_level, wishes, lang, profile.study.level)
    world = route_world(index, facts.uri, start, lang)
    chosen = shortlist(routes_within(world.world, wishes.engine()), SHOWN)
    teller = Teller(world, start, lang)
    name = Named(facts.uri, facts.key, facts.label, facts.lang)
    catalogue = release_in_force("catalogue")
    sources = {release.id: release for release in (*facts.sources.values(), catalogue) if release}
    return RoutesView(
        facts=facts,
        name=name,
        profile=profile,
        wishes=wishes,
        routes=[_route(listed, world, teller, name) for listed in chosen],
        changes=_changes(world, wishes, [listed.route for listed in chosen]),
        blocked=[[str(words.IN_THE_WAY[wish]) for wish in names] for names in in_the_way(world.world, wishes.engine())],
        otherwise=world.otherwise,
        is_regulated=world.is_regulated,
        is_level_known=bool(wishes.diploma or _has_level(profile) or "geen-diploma" in wishes.wishes),
        is_level_open=len(start.levels) > 1 and "geen-diploma" not in wishes.wishes,
        without=_skipped(wishes.without, wishes, teller),
        have=_skipped(wishes.have, wishes, teller),
        schemes=schemes_for(_learning(world, [listed.route for listed in chosen]), lang),
        sources=list(sources.values()),
        level_options=_level_options(world.levels, profile),
    )


def start_of(told: Profile, nlqf: str, wishes: RouteWishes, lang: str, diploma: str = "") -> Start:
    """Return where someone starts: from the diploma they choose here, else that of their profile.

    Who told only an NLQF level may have any diploma of it; unknown counts as none.
    """
    known = LevelBits(tuple(levels(lang)))
    chosen = wishes.diploma or diploma
    if wishes.diploma == NONE:
        held: tuple[str, ...] = ()
    elif chosen in {level.id for level in known.levels}:
        held = (chosen,)
    else:
        held = known.of_nlqf(nlqf)
    return Start(told, held, frozenset(wishes.have))


def _route(listed: Listed, world: RouteWorld, teller: Teller, name: Named) -> RouteView:
    route = listed.route
    learned = 0
    for option in route.steps:
        learned |= option.teaches
    taught = {skill for place, skill in enumerate(world.missing) if learned >> place & 1}
    covered = dict(zip(world.needs.skills, world.needs.covered, strict=True))
    costs = [world.taken[option.id].cost for option in route.steps]
    return RouteView(
        best=[str(words.BEST[best]) for best in listed.best],
        stops=[str(words.NOW), *(str(number) for number in range(1, len(route.steps) + 1)), name.text],
        steps=teller.steps(route),
        time=words.time(route.months),
        unknown_time=words.unknown_time(route.months),
        cost=words.money(route.cost, all(cost.is_certain for cost in costs if cost)) if route.steps else "",
        is_paid=route.is_paid,
        met=sum(skill in taught or covered[skill] >= MET for skill in world.needs.skills),
        needed=len(world.needs.skills),
    )


def _changes(world: RouteWorld, wishes: RouteWishes, routes: Sequence[Route]) -> list[str]:
    """Return what the wishes change: how many possible steps they leave out, and what that does to the time."""
    engine = wishes.engine()
    if not engine.active:
        return []
    groups = {option.group for option in world.world.options}
    kept = {option.group for option in world.world.options if allows(engine, option)}
    told = [_("Van %(all)s mogelijke stappen blijven er %(n)s over.") % {"all": len(groups), "n": len(kept)}]
    free, now = _times(routes_within(world.world, engine.lifted(engine.active))), _times(routes)
    if free and now and min(now) > min(free):
        fastest = {"free": words.span(min(free)), "now": words.span(min(now))}
        told.append(_("De snelste weg duurt nu %(now)s. Zonder je wensen is dat %(free)s.") % fastest)
    return told


def _learning(world: RouteWorld, routes: Sequence[Route]) -> list[Learning]:
    """Return the steps of learning in some routes, as schemes look at them; each mode that comes to the same counts."""
    told = []
    for route in routes:
        for option, also in zip(route.steps, route.also, strict=True):
            for taken in (world.taken[name] for name in (option.id, *also)):
                if taken.programme:
                    one = taken.programme
                    told.append(Learning(option.kind, taken.mode, one.level, one.isced_f[:2]))
    return told


def _times(routes: Sequence[Route]) -> list[float]:
    return [route.months.total for route in routes if route.months.total is not None]


def _skipped(keys: Sequence[str], wishes: RouteWishes, teller: Teller) -> list[Skipped]:
    jobs = {job.key: job.text for job in teller.jobs.values()}
    told = []
    for key in keys:
        detail = None if key in jobs else teller.detail(key)
        title = jobs.get(key) or (detail.item.name if detail else "")
        told += [Skipped(title, wishes.query(drop=key))] if title else []
    return told


def _has_level(profile: SessionProfile) -> bool:
    return bool(profile.study.level or profile.education_level)


def _level_options(known: LevelBits, profile: SessionProfile) -> list[dict[str, str]]:
    """Return the diplomas to choose from; without a level in the profile nothing stands as told."""
    first = {"value": "", "label": str(words.AS_TOLD if _has_level(profile) else words.NOT_SAID)}
    told = [{"value": level.id, "label": level.name} for level in known.levels if level.nlqf]
    return [first, {"value": NONE, "label": str(words.NO_DIPLOMA)}, *told]
