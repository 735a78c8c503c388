"""Templates of plans in a language, ready to be taken over: by their owner, or proposed by who guides them."""

from dataclasses import dataclass

from wending.dossier.rules.plan import Origin, ReadyGoal, ReadyStep
from wending.dossier.sources.plan_templates import templates


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """A template as pages show it: for whom it is, and the goal with its steps."""

    key: str
    for_whom: str
    ready: ReadyGoal


def plan_templates(lang: str) -> list[TemplateShown]:
    """Return all templates in a language, nl or en."""
    return [shown for key in templates() if (shown := plan_template(key, lang))]


def plan_template(key: str, lang: str) -> TemplateShown | None:
    """Return one template, nothing where there is none of that key."""
    found = templates().get(key)
    if found is None:
        return None
    lang = lang if lang in found.goal.text else "nl"
    steps = tuple(ReadyStep(f"template:{key}:{step.key}", step.text[lang], step.more[lang]) for step in found.steps)
    ready = ReadyGoal(found.goal.text[lang], f"template:{key}", Origin.TEMPLATE, steps)
    return TemplateShown(key, found.goal.more[lang], ready)
