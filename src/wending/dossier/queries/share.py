"""What can be shared by a link, what was, and what a link shows: frozen texts, without what was deleted since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.dossier.models import Action, Goal, Item, Share
from wending.dossier.queries.item_words import LEVELS
from wending.dossier.queries.items import ItemShown, timeline
from wending.dossier.queries.plan import GoalShown, plan_shown
from wending.dossier.queries.skills import SkillShown, skills
from wending.dossier.rules.record import Source
from wending.ledger.rules.actor import Actor

# Who says so, as somebody else reads it.
SAYS = {
    Source.SELF: gettext_lazy("zegt zelf"),
    Source.ENDORSED: gettext_lazy("gezien door anderen"),
    Source.CREDENTIAL: gettext_lazy("met gecontroleerd bewijs"),
}


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """What somebody can choose from: value and words of each, per kind."""

    items: list[tuple[str, str]]
    skills: list[tuple[str, str]]
    goals: list[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to share yet."""
        return not (self.items or self.skills or self.goals)


@dataclass(frozen=True, slots=True)
class ShareListed:
    """A link in the list of its maker. `state`: open, over, stopped or locked; `holds`: how many things it shows."""

    id: UUID
    label: str
    made: datetime
    until: date
    has_pin: bool
    state: str
    views: int
    last_viewed: datetime | None
    holds: list[str]


def share_options(actor: Actor, lang: str) -> ShareOptions:
    """Return what who asks can share."""
    return ShareOptions(
        items=[(str(item.id), f"{item.title} ({item.when})") for item in timeline(actor, lang)],
        skills=[(skill.key, skill.name) for skill in skills(actor, lang)],
        goals=[(str(goal.id), goal.title) for goal in plan_shown(actor).goals],
    )


def frozen(actor: Actor, chosen: Collection[str], lang: str, name: str = "") -> dict[str, Any]:
    """Return exactly what a page will print of the chosen things of who asks; what is not theirs is not there.

    Why somebody has a goal, reminders, files, reflections and what others wrote never come along.
    """
    plan = plan_shown(actor)
    return {
        "name": name,
        "items": [_item(item) for item in timeline(actor, lang) if str(item.id) in chosen],
        "skills": [_skill(skill) for skill in skills(actor, lang) if skill.key in chosen],
        "goals": [_goal(goal) for goal in plan.goals if str(goal.id) in chosen],
    }


def shares_of(actor: Actor) -> list[ShareListed]:
    """Return the links of who asks, the newest first."""
    rows = Share.objects.filter(person=actor.me).order_by("-made")
    return [
        ShareListed(
            id=row.pk,
            label=row.label,
            made=row.made,
            until=row.until,
            has_pin=bool(row.pin),
            state=state_of(row),
            views=row.views,
            last_viewed=row.last_viewed,
            holds=_titles(row.content),
        )
        for row in rows
    ]


def state_of(row: Share) -> str:
    """Return where a link stands: open, over, stopped or locked."""
    if row.revoked:
        return "stopped"
    if row.until < timezone.localdate():
        return "over"
    return "locked" if row.locked else "open"


def shown_by(row: Share) -> dict[str, Any]:
    """Return what a link shows now: what was frozen, without what its owner deleted since."""
    content: Any = row.content
    owner = Actor(key=str(row.person.ledger_key), person=row.person_id)
    items = {str(pk) for pk in Item.objects.filter(person=row.person_id).values_list("pk", flat=True)}
    goals = {str(pk) for pk in Goal.objects.filter(person=row.person_id).values_list("pk", flat=True)}
    steps = {str(pk) for pk in Action.objects.filter(goal__person=row.person_id).values_list("pk", flat=True)}
    held = {skill.key for skill in skills(owner, row.lang)} if content["skills"] else set()
    return {
        "name": content["name"],
        "items": [item for item in content["items"] if item["id"] in items],
        "skills": [skill for skill in content["skills"] if skill["id"] in held],
        "goals": [
            {**goal, "steps": [step for step in goal["steps"] if step["id"] in steps]}
            for goal in content["goals"]
            if goal["id"] in goals
        ],
    }


def _item(item: ItemShown) -> dict[str, Any]:
    names = ("kind_words", "title", "organisation", "place", "description")
    when = item.when if item.begin or item.end or item.is_ongoing else ""
    return {"id": str(item.id), "when": when} | {name: getattr(item, name) for name in names}


def _skill(skill: SkillShown) -> dict[str, Any]:
    level = str(LEVELS[skill.level]) if skill.level else ""
    says = str(SAYS[skill.sources[-1]]) if skill.sources else ""
    return {"id": skill.key, "name": skill.name, "level": level, "says": says}


def _goal(goal: GoalShown) -> dict[str, Any]:
    steps = [(step, False) for step in goal.open] + [(step, True) for step in goal.done]
    return {
        "id": str(goal.id),
        "title": goal.title,
        "steps": [{"id": str(step.id), "what": step.text.what, "is_done": is_done} for step, is_done in steps],
    }


def _titles(content: Any) -> list[str]:
    """Return what a link shows, in a few words each."""
    if not content:
        return []
    told = [item["title"] for item in content["items"]] + [skill["name"] for skill in content["skills"]]
    told += [goal["title"] for goal in content["goals"]]
    return [_("je naam"), *told] if content["name"] else told
