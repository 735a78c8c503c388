"""Parts of a record as plain lines, the same on the page of a case and on a preparation sheet."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wending.accounts.rules.consent import Part
from wending.dossier.queries.item_words import LEVELS
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
    if part is Part.REFLECTIONS:
        return [f"{competence.name}: {text.text}" for competence in content for text in competence.texts]
    return []


def _profile(profile: SessionProfile, lang: str) -> list[str]:
    work = [_joined([one.name.text, one.years_words, one.years_ago_words]) for one in named_work(profile, lang)]
    skills = [one.text for one in named("skill", [skill.uri for skill in profile.skills], lang).values()]
    told = {
        _("Werk"): work,
        _("Kan"): skills,
        _("Buiten het werk"): [words.ACTIVITIES[key] for key in profile.outside],
        _("Opleiding"): [words.EDUCATION_LEVELS.get(profile.education_level, "")],
        _("Vindt leuk"): [words.TILES[key] for key in profile.interests],
        _("Vindt belangrijk"): [words.VALUES[key] for key in profile.wishes.values],
        _("Liever niet"): [words.CONDITIONS[key] for key in profile.wishes.avoided],
    }
    return [f"{name}: {line}" for name, lines in told.items() if (line := _joined(lines))]


def _joined(parts: Iterable[Any]) -> str:
    return ", ".join(str(part) for part in parts if part)
