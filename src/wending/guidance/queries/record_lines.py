"""Parts of a record as plain lines, the same on the page of a case and on a preparation sheet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.accounts.rules.consent import Part
from wending.dossier.queries.item_words import LEVELS
from wending.instruments.queries.library import instrument
from wending.instruments.queries.shelf import shown
from wending.instruments.rules.scoring import Z95
from wending.instruments.rules.sitting import Sitting
from wending.orientation.queries import words
from wending.orientation.queries.names import named
from wending.orientation.queries.profile import named_work
from wending.orientation.rules.profile import SessionProfile


def lines_of(part: Part, content: Any, lang: str) -> list[str]:
    """Return what a part holds as lines; `content` is what its domain gives for it."""
    if part is Part.PROFILE:
        return _profile(content, lang)
    if part is Part.EXPERIENCE:
        return [_joined([item.title, item.organisation, item.when]) for item in content]
    if part is Part.SKILLS:
        return [_joined([skill.name, str(LEVELS.get(skill.level, ""))]) for skill in content]
    if part is Part.PLAN:
        steps = [(goal, step) for goal in content.goals for step in [*goal.open, *goal.done]]
        return [f"{goal.title}: {step.text.what}" for goal, step in steps]
    if part is Part.RESULTS:
        return [line for sitting in content if (line := _result(sitting, lang))]
    if part is Part.REFLECTIONS:
        return [f"{competence.name}: {text.text}" for competence in content for text in competence.texts]
    return []


def _profile(profile: SessionProfile, lang: str) -> list[str]:
    work = [_joined([one.name.text, one.years_words, one.years_ago_words]) for one in named_work(profile, lang)]
    skills = [one.text for one in named("skill", [skill.uri for skill in profile.skills], lang).values()]
    told: dict[str, list[Any]] = {
        _("Werk"): work,
        _("Kan"): skills,
        _("Buiten het werk"): [words.ACTIVITIES[key] for key in profile.outside],
        _("Opleiding"): [words.EDUCATION_LEVELS.get(profile.education_level, "")],
        _("Vindt leuk"): [words.TILES[key] for key in profile.interests],
        _("Vindt belangrijk"): [words.VALUES[key] for key in profile.wishes.values],
        _("Liever niet"): [words.CONDITIONS[key] for key in profile.wishes.avoided],
    }
    return [f"{name}: {line}" for name, lines in told.items() if (line := _joined(lines))]


def _result(sitting: Sitting, lang: str) -> str:
    """Return a questionnaire with its scores and between which bounds each lies; unknown scores are left out."""
    found = instrument(sitting.instrument, sitting.version)
    if found is None:
        return ""
    names = {scale.id: shown(scale.name, lang).text for scale in found.scales}
    scores = [
        _("%(name)s %(low)s tot %(high)s van 100")
        % {
            "name": names[one.scale],
            "low": round(max(one.score - Z95 * one.error, 0)),
            "high": round(min(one.score + Z95 * one.error, 100)),
        }
        for one in sorted(sitting.results, key=lambda one: -(one.score or 0))
        if one.score is not None and one.scale in names
    ]
    when = date_format(datetime.fromisoformat(sitting.finished), "j F Y")
    return f"{shown(found.name, lang).text} ({when}): {_joined(scores)}"


def _joined(parts: Iterable[Any]) -> str:
    return ", ".join(str(part) for part in parts if part)
