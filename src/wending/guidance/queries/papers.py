"""What goes on paper: a preparation sheet, and the agreements of a talk of three. Layout stands in the templates."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.guidance.queries import talk_words
from wending.guidance.queries.sheets import SheetShown
from wending.guidance.queries.three_way import Talk
from wending.guidance.rules.three_way import TalkKind, Voice


def sheet_paper(shown: SheetShown, lang: str) -> dict[str, Any]:
    """Return a preparation sheet in words."""
    return _paper(lang, _("Voorbereiding van je gesprek")) | {
        "question": shown.sheet.question,
        "sections": [{"name": section.name, "lines": section.lines} for section in shown.sections],
        "openings": shown.openings,
        "heads": {
            "question": _("De vraag"),
            "openings": _("Vragen om mee te beginnen"),
            "nothing": _("Er is nog niets gedeeld. Dat hoeft ook niet."),
            "empty": _("Hier staat nog niets."),
        },
    }


def talk_paper(seen: Talk, lang: str) -> dict[str, Any]:
    """Return a talk of three in words: what each wrote, and what they agreed. Call it once it was released."""
    return _paper(lang, str(talk_words.KINDS[TalkKind(seen.talk.kind)])) | {
        "topic": seen.talk.topic,
        "result": seen.talk.result.splitlines(),
        "parts": [
            {
                "name": f"{part.voice.name} ({talk_words.VOICES[Voice(part.voice.voice)]})",
                "answers": answers_shown(part.voice.voice, part.answers),
            }
            for part in seen.parts
        ],
        "heads": {
            "result": _("Dit spraken we af"),
            "parts": _("Dit schreven we vooraf"),
            "none": _("Niets geschreven."),
        },
    }


def answers_shown(voice: str, answers: dict[str, str]) -> list[dict[str, str]]:
    """Return questions with what was answered; without those that stayed empty."""
    questions = talk_words.QUESTIONS[Voice(voice)]
    return [{"question": str(words), "text": answers[key]} for key, words in questions.items() if answers.get(key)]


def _paper(lang: str, title: str) -> dict[str, Any]:
    return {"language": lang, "title": title, "footer": date_format(timezone.localdate(), "j F Y")}
