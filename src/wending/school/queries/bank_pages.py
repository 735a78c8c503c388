"""The pages of the bank in words: choices to filter by, cards, one lesson, and its sheet on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.dossier.rules.reflection import Competence
from wending.reference.queries.programmes import ProgrammeItem, programmes_towards
from wending.school.queries import lesson_words as words
from wending.school.queries.bank import Lesson
from wending.school.queries.catalogue import Job, by_key, embedded, jobs_for, occupation_name, uri_of
from wending.school.rules.bank_search import Wish
from wending.school.rules.terms import OUTSIDE, PHASES, SUBJECTS

LONGEST_QUERY = 200
# How many programmes stand beside a lesson.
PROGRAMMES_MOST = 6


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson with all its words. `is_foreign` says that its texts are not in the language of the page."""

    lesson: Lesson
    subject: str
    phases: list[str]
    competences: list[tuple[str, str]]
    outside: str
    jobs: list[Job]
    programmes: list[ProgrammeItem]
    is_foreign: bool

    @property
    def title(self) -> str:
        """The title in the language of the page, where it has one."""
        return title_of(self.lesson)


def wish_from(asked: Mapping[str, str]) -> Wish:
    """Return what somebody looks for from the parameters of a page; what is unknown asks nothing."""

    def of(name: str, known: object) -> str:
        value = asked.get(name, "")
        return value if value in known else ""  # type: ignore[operator]

    minutes = asked.get("minuten", "")
    job = asked.get("beroep", "")
    return Wish(
        words=asked.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip(),
        subject=of("vak", SUBJECTS),
        phase=of("fase", PHASES),
        competence=of("competentie", [*Competence]),
        occupation=by_key().get(job, job if job in embedded().occupations else ""),
        minutes=int(minutes) if minutes in {str(most) for most, _words in words.MINUTES} else 0,
        outside=of("waar", OUTSIDE),
    )


def filters(wish: Wish) -> list[dict[str, Any]]:
    """Return the lists to choose from, each with what is chosen."""
    subjects = sorted(((key, words.subject_name(key)) for key in SUBJECTS), key=lambda row: row[1].casefold())
    minutes = [(str(most), name) for most, name in words.MINUTES]
    return [
        _choice("vak", _("Vak"), wish.subject, subjects, _("Alle vakken")),
        _choice("fase", _("Fase"), wish.phase, [(key, words.phase_name(key)) for key in PHASES], _("Alle fasen")),
        _choice(
            "competentie",
            _("Waar gaat het over?"),
            wish.competence,
            [(one.value, words.competence_question(one)) for one in Competence],
            _("Alle vragen"),
        ),
        _choice("minuten", _("Hoe lang?"), str(wish.minutes or ""), minutes, _("Maakt niet uit")),
        _choice("waar", _("Waar?"), wish.outside, list(words.OUTSIDE.items()), _("Maakt niet uit")),
    ]


def card(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as it stands in a list."""
    activity = lesson.activity
    return {
        "lesson": lesson,
        "key": lesson.key,
        "title": title_of(lesson),
        "subject": words.subject_name(activity.subject),
        "minutes": activity.minutes,
        "outside": words.OUTSIDE[activity.outside] if activity.outside != "none" else "",
        "summary": activity.summary_en if words.language() == "en" else activity.question,
    }


def lesson_view(lesson: Lesson) -> LessonView:
    """Return a lesson in words, with the occupations in which it matters and programmes that lead there."""
    activity = lesson.activity
    jobs = jobs_for(activity, words.language())
    return LessonView(
        lesson=lesson,
        subject=words.subject_name(activity.subject),
        phases=[words.phase_name(one) for one in activity.phases],
        competences=[(words.competence_term(one), words.competence_question(one)) for one in activity.competences],
        outside=str(words.OUTSIDE[activity.outside]),
        jobs=jobs,
        programmes=programmes_towards([uri_of(job.id) for job in jobs], words.language(), PROGRAMMES_MOST),
        is_foreign=words.language() != "nl",
    )


def title_of(lesson: Lesson) -> str:
    """Return the title of a lesson, in English where the page is and it has one."""
    activity = lesson.activity
    return activity.title_en if words.language() == "en" and activity.title_en else activity.title


def job_name(wish: Wish) -> str:
    """Return the name of the occupation that lessons are looked for by, "" without."""
    return occupation_name(wish.occupation, words.language()) if wish.occupation else ""


def sheet(view: LessonView, now: str = "", link: str = "") -> dict[str, Any]:
    """Return the sheet of a lesson for print; `now` and `link` are a teacher's own tie to what happens now."""
    activity = view.lesson.activity
    facts = [view.subject, ", ".join(view.phases), _("%(n)s minuten") % {"n": activity.minutes}, view.outside]
    return {
        "language": "nl",
        "title": activity.title,
        "facts": facts,
        "competences": [f"{question} ({term})" for term, question in view.competences],
        "now": now or activity.now,
        "link": link,
        "steps": [*activity.steps],
        "evidence": activity.evidence,
        "question": activity.question,
        "material": activity.material,
        "safety": activity.safety,
        "jobs": [{"name": job.name, "why": ", ".join(job.skills) or _("door de maker genoemd")} for job in view.jobs],
        "heads": {
            "now": _("Wat speelt er nu?") if now else _("Koppel het aan nu"),
            "steps": _("Zo doe je het"),
            "evidence": _("Dit bewaart de leerling"),
            "question": _("Vraag om na te praten"),
            "material": _("Dit heb je nodig"),
            "safety": _("Let op"),
            "jobs": _("Beroepen waarin deze les ertoe doet"),
            "job": _("Beroep"),
            "why": _("Wat de les en het beroep delen"),
        },
        "footer": f"{_('Een les geeft nooit een cijfer voor wie je bent.')} {date_format(timezone.localdate())}",
    }


def _choice(name: str, label: str, value: str, known: list[tuple[str, Any]], none: str) -> dict[str, Any]:
    options = [{"value": "", "label": none}, *({"value": key, "label": said} for key, said in known)]
    return {"name": name, "label": label, "value": value, "options": options}
