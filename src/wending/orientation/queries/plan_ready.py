"""Steps of routes, gap pages, occupations and programmes, ready for somebody's plan; and what waits for an account.

The page sends only keys; names are looked up here, so that nobody puts words into the plan of another by a link.
Terms: a *choice* is "beroep:<key>", "opleiding:<key>" (as a goal or as a step) or "vaardigheid:<URI>".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from wending.dossier.rules.plan import Origin, ReadyGoal, ReadyStep
from wending.reference.queries.names import names
from wending.reference.queries.occupations import occupation
from wending.reference.queries.programmes import programme

SESSION_KEY = "waiting_plan"
ORIGINS = {"route": Origin.ROUTE, "gap": Origin.GAP}
MOST_CHOICES, LONGEST_CHOICE = 40, 320
# Of many skills that are missing the first few stand ticked: a plan begins small.
TICKED_SKILLS = 3


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A step to tick."""

    value: str
    step: ReadyStep
    checked: bool


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """A goal with the steps to choose from; `goal` is its choice, `origin` the kind of page it comes from."""

    goal: str
    origin: str
    title: str
    target: str
    steps: list[PlanChoice]

    @property
    def occupation(self) -> str:
        """The key of the occupation that is the goal, empty for a programme."""
        return self.goal.removeprefix("beroep:") if self.goal.startswith("beroep:") else ""

    @property
    def programme(self) -> str:
        """The key of the programme that is the goal, empty for an occupation."""
        return "" if self.occupation else self.goal.removeprefix("opleiding:")

    def ready(self, values: Sequence[str]) -> ReadyGoal:
        """Return the goal with the chosen steps, in the order in which they stand."""
        chosen = tuple(choice.step for choice in self.steps if choice.value in values)
        return ReadyGoal(self.title, self.target, ORIGINS.get(self.origin, Origin.OWN), chosen)


def plan_choices(goal: str, steps: Sequence[str], origin: str, lang: str) -> PlanChoices | None:
    """Return what can be put into a plan for a goal, None when there is no such occupation or programme.

    Unknown steps are left out; without any, the usual first steps for such a goal are offered.
    """
    kind, _colon, key = goal.partition(":")
    found = _target(kind, key, lang)
    if found is None:
        return None
    title, target = found[0][:1].upper() + found[0][1:], found[1]
    asked = [step for step in dict.fromkeys(steps) if len(step) <= LONGEST_CHOICE and "\x00" not in step]
    skills = [step.partition(":")[2] for step in asked if step.startswith("vaardigheid:")]
    skill_names = names("skill", skills, lang) if skills else {}
    choices: list[PlanChoice] = []
    for value in asked[:MOST_CHOICES]:
        step_kind, _colon, step_key = value.partition(":")
        step = _step(step_kind, step_key, lang, {uri: name.text for uri, name in skill_names.items()})
        if step is not None:
            is_skill = step_kind == "vaardigheid"
            ticked = sum(choice.value.startswith("vaardigheid:") for choice in choices) < TICKED_SKILLS
            choices.append(PlanChoice(value, step, ticked or not is_skill))
    choices = choices or [PlanChoice(step.key, step, True) for step in _usual(kind, title)]
    return PlanChoices(goal, origin, title, target, choices)


def waiting_goals(session: SessionBase) -> list[ReadyGoal]:
    """Return what a visitor chose for a plan, that waits until they have an account."""
    raw = session.get(SESSION_KEY)
    return [ReadyGoal.from_json(goal) for goal in raw] if isinstance(raw, list) else []


def _target(kind: str, key: str, lang: str) -> tuple[str, str] | None:
    """Return how a goal is called and what it is about."""
    if "\x00" in key or len(key) > LONGEST_CHOICE:
        return None
    if kind == "beroep":
        facts = occupation(key, lang)
        return (facts.label, facts.uri) if facts else None
    if kind == "opleiding":
        detail = programme(key, lang)
        return (detail.item.name, f"programme:{detail.item.id}") if detail else None
    return None


def _step(kind: str, key: str, lang: str, skills: dict[str, str]) -> ReadyStep | None:
    if kind == "vaardigheid":
        words = _("Oefenen: %(name)s") % {"name": skills[key]} if key in skills else ""
        first = _("Bedenk waar je dit deze week kunt doen.")
    else:
        found = _target(kind, key, lang)
        name = {"name": found[0] if found else ""}
        if kind == "beroep":
            words, first = _("Werken als: %(name)s") % name, _("Vraag iemand met dit werk of je een dag mag meelopen.")
        else:
            words, first = _("Leren: %(name)s") % name, _("Zoek op waar het kan en wanneer het begint.")
        words = words if found else ""
    return ReadyStep(f"{kind}:{key}", words, first) if words else None


def _usual(kind: str, title: str) -> list[ReadyStep]:
    """Return the first steps for a goal about which no others were named."""
    name = {"name": title}
    if kind == "beroep":
        return [
            ReadyStep(
                "start:praat", _("Praat met iemand met dit werk: %(name)s") % name, _("Bedenk wie je kunt vragen.")
            ),
            ReadyStep("start:weg", _("Kies een weg naar dit werk"), _("Bekijk de wegen op de pagina van dit beroep.")),
        ]
    return [
        ReadyStep(
            "start:kijk", _("Ga kijken bij deze opleiding: %(name)s") % name, _("Zoek op wanneer je kunt komen.")
        ),
        ReadyStep("start:binnen", _("Zoek uit of je mag beginnen"), _("Lees hoe je binnenkomt, of bel de school.")),
    ]
