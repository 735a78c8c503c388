"""Routes for a profile that a program sends, with names, as plain values: for the command line. Pages use `page`."""

from typing import Any

from wending.engine.fit import Profile
from wending.engine.routes import Amount, Route, in_the_way, routes_within, shortlist
from wending.orientation.queries.index import fit_index
from wending.orientation.queries.matches import with_skills_of_work
from wending.orientation.queries.routes.page import start_of
from wending.orientation.queries.routes.steps import Teller
from wending.orientation.queries.routes.world import RouteWorld, route_world
from wending.orientation.rules.route_wishes import RouteWishes
from wending.reference.queries.names import names


def routes_answer(profile: Profile, nlqf: str, goal: str, wishes: RouteWishes, lang: str) -> dict[str, Any]:
    """Return every best route, the most balanced first, or which wishes stand in the way.

    nlqf: the level of education, empty when unknown. Unknown amounts are None. Raise KeyError for an unknown URI,
    LookupError without data.
    """
    index = fit_index()
    start = start_of(with_skills_of_work(index, profile), nlqf, wishes, lang)
    world = route_world(index, goal, start, lang)
    found = routes_within(world.world, wishes.engine())
    teller = Teller(world, start, lang)
    label = names("occupation", [goal], lang).get(goal)
    return {
        "to": {"uri": goal, "label": label.text if label else ""},
        "readyNow": round(world.world.ready, 4),
        "learnedInWork": world.otherwise.text if world.otherwise else None,
        "routes": [
            _route(listed.route, [best.value for best in listed.best], world, teller)
            for listed in shortlist(found, len(found))
        ],
        "inTheWay": [list(wanted) for wanted in in_the_way(world.world, wishes.engine())],
    }


def _route(route: Route, best: list[str], world: RouteWorld, teller: Teller) -> dict[str, Any]:
    return {
        "best": best,
        "months": _amount(route.months),
        "cost": _amount(route.cost),
        "ready": round(route.ready, 4),
        "chance": round(route.chance, 4),
        "steps": [
            {
                "id": option.id,
                "also": list(also),
                "kind": option.kind.value,
                "label": step.text,
                "months": option.months,
                "cost": option.cost,
                "costBasis": step.cost_basis or None,
                "income": option.income.value,
                "hours": option.hours,
                "adds": [skill for place, skill in enumerate(world.missing) if option.teaches >> place & 1],
                "admission": [
                    {"text": rule.condition, "diplomas": list(rule.diplomas), "source": rule.source}
                    for rule in step.rules
                ],
            }
            for option, also, step in zip(route.steps, route.also, teller.steps(route), strict=True)
        ],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {"known": amount.known, "unknownSteps": amount.unknown, "total": amount.total}
