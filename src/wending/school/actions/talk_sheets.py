"""The preparation sheet of a talk: the school's own facts, and only what the learner shares. They see each look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wending.accounts.queries.words import PARTS
from wending.accounts.rules.consent import Part
from wending.dossier.actions.look import shown_to
from wending.dossier.queries.plan import PlanShown
from wending.ledger.rules.actor import Actor
from wending.school.actions.signs import look_at_reasons
from wending.school.actions.talks import look_at_talk
from wending.school.models import HandIn, SchoolTalk
from wending.school.queries.assignments import hand_ins_for
from wending.school.queries.class_words import QUESTIONS
from wending.school.queries.sign_words import SignShown
from wending.school.queries.talks import Shown, last_talks, shown_in, talks_with
from wending.school.rules.talks import TalkState

# Parts of the record that can be on a sheet, where the learner consented to school with them.
SHEET_PARTS = (Part.PLAN, Part.EXPERIENCE, Part.SKILLS, Part.REFLECTIONS)
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a mentor has before a talk: what was asked and answered, the school's facts, and what is shared."""

    talk: SchoolTalk
    last: date | None
    answers: list[tuple[str, str]]
    shown: Shown
    works: list[HandIn]
    signs: list[SignShown]
    parts: list[tuple[str, list[str]]]


@transaction.atomic
def look_at_sheet(*, by: Actor, talk: UUID, lang: str) -> Sheet:
    """Open the sheet of a talk, as its mentor. Raises SchoolTalk.DoesNotExist."""
    found = look_at_talk(by=by, talk=talk)
    return _sheet(
        by, found, {one.learner.pk: one.signs for one in look_at_reasons(by=by, learner=found.learner_id)}, lang
    )


@transaction.atomic
def look_at_all_sheets(*, by: Actor, lang: str) -> list[Sheet]:
    """Open the sheets of all planned talks of who asks, the nearest first."""
    talks = list(talks_with(by).filter(state=TalkState.PLANNED))
    signs = {one.learner.pk: one.signs for one in look_at_reasons(by=by)}
    return [_sheet(by, look_at_talk(by=by, talk=talk.pk), signs, lang) for talk in talks]


def _sheet(by: Actor, talk: SchoolTalk, signs: dict[UUID, list[SignShown]], lang: str) -> Sheet:
    shown = shown_in(talk)
    works = hand_ins_for(by).filter(learner=talk.learner_id).order_by("handed_in")
    return Sheet(
        talk=talk,
        last=last_talks([talk.learner_id]).get(talk.learner_id),
        answers=[(str(QUESTIONS[key]), shown.answers[key]) for key in QUESTIONS if shown.answers.get(key)],
        shown=shown,
        works=list(works),
        signs=signs.get(talk.learner_id, []),
        parts=_parts(by, talk, lang),
    )


def _parts(by: Actor, talk: SchoolTalk, lang: str) -> list[tuple[str, list[str]]]:
    account = talk.learner.account_id
    if account is None:
        return []
    found = shown_to(by=by, person=account, lang=lang, parts=SHEET_PARTS)
    lines: dict[Part, Callable[[Any], list[str]]] = {
        Part.PLAN: _plan_lines,
        Part.EXPERIENCE: lambda items: [f"{item.title} ({item.when})" if item.when else item.title for item in items],
        Part.SKILLS: lambda skills: [skill.name for skill in skills],
        Part.REFLECTIONS: lambda ones: [f"{text.question} {text.text}" for one in ones for text in one.texts],
    }
    return [(str(PARTS[part]), lines[part](found[part])[:MOST_LINES]) for part in SHEET_PARTS if part in found]


def _plan_lines(plan: PlanShown) -> list[str]:
    lines = []
    for goal in plan.goals:
        steps = "; ".join(step.text.what for step in goal.open)
        lines.append(_("%(goal)s: %(steps)s") % {"goal": goal.title, "steps": steps} if steps else goal.title)
    return lines
