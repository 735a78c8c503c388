"""The words of the questionnaires, version 1. Another word in a question is another version: answers would differ."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wending.effect.rules.follow_up import AskState, Kind, NotTold, Question, looks_back

# `%(period)s` is how long ago it began: "6 maanden".
WORDS = {
    "in_work": _("Heb je nu werk waarvoor je geld krijgt?"),
    "hours": _("Hoeveel uur werk je in een gewone week?"),
    "wage": _("Hoeveel verdien je per uur, voordat er belasting af gaat?"),
    "level_match": _("Past je werk bij het niveau van je opleiding?"),
    "field_match": _("Past je werk bij de richting van je opleiding?"),
    "in_education": _("Volg je nu een opleiding of een cursus voor je werk?"),
    "moved_within_sector": _("Kreeg je in de laatste %(period)s ander werk in dezelfde sector?"),
    "moved_between_sectors": _("Kreeg je in de laatste %(period)s ander werk in een andere sector?"),
    "knows_strengths": _("Ik weet waar ik goed in ben."),
    "finds_the_way": _("Ik weet hoe ik iets uitzoek over werk of een opleiding."),
    "dares_a_step": _("Ik durf een volgende stap te zetten in mijn loopbaan."),
    "satisfaction": _("Hoe tevreden ben je met wat je nu doet?"),
    "absence": _("Hoeveel dagen was je te ziek om te werken of te leren, in de laatste %(period)s?"),
}
HINTS = {
    "hours": _("Heb je geen werk? Vul 0 in."),
    "wage": _("In euro, zoals 17,50."),
    "knows_strengths": _("Past deze zin bij jou?"),
    "finds_the_way": _("Past deze zin bij jou?"),
    "dares_a_step": _("Past deze zin bij jou?"),
    "absence": _("Dit gaat over je gezondheid. Je mag het overslaan. Was je niet ziek? Vul 0 in."),
}
YES_NO = (("yes", _("Ja")), ("no", _("Nee")))
SATISFIED = (
    ("1", _("Heel ontevreden")),
    ("2", _("Ontevreden")),
    ("3", _("Niet tevreden, niet ontevreden")),
    ("4", _("Tevreden")),
    ("5", _("Heel tevreden")),
)
AGREE = (
    ("1", _("Helemaal niet")),
    ("2", _("Niet zo")),
    ("3", _("Een beetje")),
    ("4", _("Goed")),
    ("5", _("Heel goed")),
)
CHOICES = {Kind.YES_NO: YES_NO, Kind.SATISFIED: SATISFIED, Kind.AGREE: AGREE, Kind.NUMBER: ()}
NOT_TOLD = {
    NotTold.NO_WORK: _("Ik heb nu geen werk"),
    NotTold.UNKNOWN: _("Dat weet ik niet"),
    NotTold.UNTOLD: _("Dat zeg ik liever niet"),
}

# How an ask stands, for who was asked.
ASK_STATES = {
    AskState.OPEN: _("Je kunt nog antwoorden."),
    AskState.ANSWERED: _("Je hebt geantwoord."),
    AskState.DECLINED: _("Je koos ervoor om te stoppen."),
    AskState.OVER: _("De dagen om te antwoorden zijn voorbij."),
    AskState.ENDED: _("Je toestemming of het onderzoek is gestopt."),
}


def question_words(question: Question, horizon: int) -> str:
    """Return a question as it is asked after so many days."""
    days = looks_back(horizon) if question.outcome == "absence" else horizon
    return str(WORDS[question.key]) % {"period": period_words(days)}


def hint_words(question: Question) -> str:
    """Return what helps to answer, empty for most."""
    return str(HINTS.get(question.key, ""))


def choices_of(question: Question) -> list[tuple[str, object]]:
    """Return the answers that can be chosen; each question can be left with a word of why."""
    why = [(one.value, words) for one, words in NOT_TOLD.items() if one is not NotTold.NO_WORK or question.of_work]
    return [*CHOICES[question.kind], *why]


def period_words(days: int) -> str:
    """Return days as people say them: in years, months or days."""
    if days % 365 == 0 and days > 365:
        return ngettext("%(n)s jaar", "%(n)s jaar", days // 365) % {"n": days // 365}
    months = 12 if days == 365 else days // 30
    if days == 365 or (days % 30 == 0 and months > 1):
        return gettext("%(n)s maanden") % {"n": months}
    return gettext("%(n)s dagen") % {"n": days}
