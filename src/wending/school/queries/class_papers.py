"""What goes on paper: preparation sheets of talks, and a learner's loopbaandossier. Layout stands in templates."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.dossier.queries.reflection_words import COMPETENCES
from wending.dossier.rules.reflection import Competence
from wending.ledger.rules.actor import Actor
from wending.school.queries.class_words import TEXTS, VOICES
from wending.school.queries.hand_ins import own_hand_ins
from wending.school.queries.picks import picks_of
from wending.school.rules.talks import Voice


def career_paper(actor: Actor, works: Collection[UUID], lang: str) -> dict[str, Any]:
    """Return the loopbaandossier of who asks in words: per activity aim, result, look back, what follows, and words.

    Only works that are named and theirs; each with what was chosen from the record.
    """
    picks = {pick.key: pick for pick in picks_of(actor, lang)}
    rows = own_hand_ins(actor).filter(pk__in=list(works)).prefetch_related("words").order_by("begun")
    return _paper(lang, _("Mijn loopbaandossier")) | {
        "name": actor.name,
        "works": [
            {
                "title": row.title,
                "day": date_format(row.begun, "j F Y"),
                "goals": _goals(row.assignment.goals if row.assignment else {}),
                "texts": [{"name": str(name), "text": getattr(row, key)} for key, (name, _hint) in TEXTS.items()],
                "picks": [picks[key].title for key in row.picks if key in picks],
                "words": [
                    {
                        "name": f"{word.name} ({VOICES[Voice(word.voice)]})"
                        if word.name
                        else str(VOICES[Voice(word.voice)]),
                        "text": " ".join(part for part in (word.saw, word.question) if part),
                    }
                    for word in row.words.all()
                ],
            }
            for row in rows
        ],
        "heads": {
            "goals": _("Waar de opdracht voor was"),
            "picks": _("Wat ik erbij koos"),
            "words": _("Wat anderen zeiden"),
            "empty": _("Nog niet geschreven."),
            "nothing": _("Er staat nog niets in."),
        },
    }


def sheets_paper(sheets: Iterable[Mapping[str, Any]], lang: str) -> dict[str, Any]:
    """Return preparation sheets in words, each on a page of its own."""
    return _paper(lang, _("Gesprekken voorbereiden")) | {
        "sheets": list(sheets),
        "heads": {
            "answers": _("Wat de leerling vooraf schreef"),
            "signs": _("Redenen om te praten"),
            "works": _("Ingeleverd"),
            "parts": _("Wat de leerling laat zien"),
            "nothing": _("Nog niets gedeeld. Dat hoeft ook niet."),
            "notes": _("Ruimte om mee te schrijven"),
        },
    }


def _goals(goals: Mapping[str, str]) -> list[str]:
    known = [(str(name), goals.get(key.value, "")) for key, (name, _question, _icon) in COMPETENCES.items()]
    return [f"{name}: {text}" for name, text in known if text]


def goals_shown(goals: Mapping[str, str]) -> list[tuple[Competence, str, str]]:
    """Return the goals of an assignment in the order of the competences: which, its name, and the goal."""
    return [(key, str(names[0]), goals[key.value]) for key, names in COMPETENCES.items() if goals.get(key.value)]


def _paper(lang: str, title: str) -> dict[str, Any]:
    return {"language": lang, "title": title, "footer": date_format(timezone.localdate(), "j F Y")}
