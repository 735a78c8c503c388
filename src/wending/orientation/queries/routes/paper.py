"""Routes on paper: the page in plain words for the PDF. Layout stands in the typst template."""

from typing import Any

from django.utils.translation import gettext as _

from wending.orientation.queries.papers import made_paper, named_text
from wending.orientation.queries.routes.page import RoutesView, RouteView
from wending.orientation.queries.routes.steps import StepView


def routes_paper(page: RoutesView, lang: str) -> dict[str, Any]:
    """Return the routes in words."""
    return made_paper(lang, _("Hoe kom ik daar?"), page.sources) | {
        "occupation": named_text(page.name),
        "intro": _("Dit is een hulp bij het kiezen. Jij beslist."),
        "routes": [_route(number, route) for number, route in enumerate(page.routes, start=1)],
        "assumptions": page.assumptions,
        "heads": {
            "assumptions": _("Dit nemen we zelf aan"),
            "sources": _("Bronnen"),
            "adds": _("Je leert:"),
            "first": _("Eerst nodig:"),
        },
    }


def _route(number: int, route: RouteView) -> dict[str, Any]:
    title = _("Weg %(number)s: %(time)s") % {"number": number, "time": route.time.lower()}
    facts = [
        *route.best,
        route.unknown_time,
        _("Kosten: %(cost)s") % {"cost": route.cost.lower()} if route.cost else "",
        _("Daarna kun je %(met)s van de %(needed)s dingen die dit werk altijd vraagt.")
        % {"met": route.met, "needed": route.needed},
    ]
    return {
        "title": title,
        "facts": [fact for fact in facts if fact],
        "steps": [_step(step) for step in route.steps],
        "direct": "" if route.steps else _("Je kunt nu al solliciteren. Wat je mist, leer je in het werk."),
    }


def _step(step: StepView) -> dict[str, Any]:
    facts = [
        step.kind,
        step.level,
        *step.ways,
        step.duration or _("Hoe lang het duurt, weten we niet."),
        step.hours,
        _("Kosten: %(cost)s") % {"cost": step.cost_told} if step.cost else "",
        step.cost_basis,
        step.income,
    ]
    return {
        "title": {"text": step.text, "lang": step.lang or "en"},
        "facts": [fact for fact in facts if fact],
        "adds": [named_text(skill) for skill in step.adds],
        "first": _(" of ").join(step.first),
        "rules": [
            " ".join([rule.condition, ", ".join(rule.diplomas), f"({rule.source})"]).replace("  ", " ")
            for rule in step.rules
        ],
    }
