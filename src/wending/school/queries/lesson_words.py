"""The words of lessons and lines in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wending.dossier.rules.reflection import Competence
from wending.school.queries.catalogue import occupation_name, skill_name
from wending.school.rules.own_lesson import Hard
from wending.school.rules.terms import COMPETENCES, PHASES, SUBJECTS, Name

OUTSIDE = {
    "none": _("In de klas"),
    "interview": _("Iemand interviewen"),
    "guest": _("Een gast in de klas"),
    "visit": _("Naar buiten, op bezoek"),
}
MINUTES = ((30, _("Een half uur")), (50, _("Een lesuur")), (100, _("Een blokuur")))
FIELDS = {
    "title": _("de titel"),
    "steps": _("de stappen"),
    "evidence": _("het bewijs"),
    "question": _("de vraag"),
}
# Short words above the columns of a table of competences.
SHORT = {
    Competence.QUALITIES: _("Kwaliteiten"),
    Competence.MOTIVES: _("Motieven"),
    Competence.WORK: _("Werk"),
    Competence.DIRECTION: _("Sturing"),
    Competence.PEOPLE: _("Netwerk"),
}
_HARD = {
    "sentence": _("Een lange zin in %(field)s: “%(example)s”. Maak er twee van."),
    "word": _("Een lang woord in %(field)s: “%(example)s”. Kan het korter?"),
    "ease": _("De stappen zijn samen moeilijk te lezen. Kies kortere woorden en zinnen."),
    "question": _("Stel één korte vraag, over wat leerlingen net deden."),
}


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"


def said(name: Name) -> str:
    """Return a name in the language of the page."""
    return name.en if language() == "en" else name.nl


def phase_name(phase: str) -> str:
    """Return the name of a phase."""
    return said(PHASES[phase].name)


def subject_name(subject: str) -> str:
    """Return the name of a subject."""
    return said(SUBJECTS[subject].name)


def year_name(phase: str, year: int) -> str:
    """Return how a year of a phase is called: a group in primary school."""
    words = _("groep %(year)s") if phase.startswith("po-") else _("leerjaar %(year)s")
    return str(words % {"year": year})


def competence_question(competence: Competence) -> str:
    """Return the question by which a learner reads a competence."""
    return said(COMPETENCES[competence].question)


def competence_term(competence: Competence) -> str:
    """Return the Dutch term of a competence, which is that of schools in both languages."""
    return COMPETENCES[competence].term


def advice(found: Iterable[Hard]) -> list[str]:
    """Return advice about hard words in sentences."""
    return [str(_HARD[one.kind] % {"field": FIELDS[one.field], "example": one.example}) for one in found]


def job(occupation: str) -> str:
    """Return the name of an occupation of the catalogue in the language of the page."""
    return occupation_name(occupation, language())


def skill(key: str) -> str:
    """Return the name of a skill of the catalogue in the language of the page."""
    return skill_name(key, language())
