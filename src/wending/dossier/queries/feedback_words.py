"""Plain questions that somebody without account is asked about a person; `%(name)s` is how that person is called."""

from django.utils.translation import gettext_lazy as _

from wending.dossier.rules.people import Giver

SKILL = "skill"
QUESTIONS = {
    "joy": _("Waar zie je %(name)s blij van worden?"),
    "good_at": _("Wat doet %(name)s goed? Noem een moment."),
    "helped": _("Wanneer hielp %(name)s jou? Wat gebeurde er?"),
    "ask": _("Waarvoor vraag jij %(name)s om hulp?"),
    "grown": _("Waarin zag je %(name)s groeien? Waaraan zag je dat?"),
    "place": _("Op wat voor plek zie je %(name)s wel werken of leren? Waarom?"),
    "tip": _("Welke tip geef je %(name)s?"),
}
SKILL_QUESTION = _("Wanneer zag je %(name)s dit doen: %(skill)s? Vertel wat er gebeurde.")
# Answers to these tell of something the giver saw, so they can become an endorsement of a skill.
SEEN = ("good_at", "helped", "ask", "grown", SKILL)
# Which questions are ticked beforehand.
USUAL = {
    Giver.PARENT: ("joy", "good_at", "grown"),
    Giver.FRIEND: ("joy", "good_at", "ask"),
    Giver.COLLEAGUE: ("good_at", "helped", "tip"),
    Giver.TEACHER: ("good_at", "grown", "tip"),
    Giver.EMPLOYER: ("good_at", "grown", "place"),
    Giver.OTHER: ("joy", "good_at", "tip"),
}


def question_text(key: str, name: str, skill: str) -> str:
    """Return a question about somebody called `name`; empty for a key that is not known."""
    if key == SKILL:
        return str(SKILL_QUESTION) % {"name": name, "skill": skill}
    return str(QUESTIONS[key]) % {"name": name} if key in QUESTIONS else ""
