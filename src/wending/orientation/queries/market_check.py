"""A few questions to check for yourself whether you understand the labour market. Nothing of the answers is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# Per question: the words, the answers (the first is right), why.
QUESTIONS: tuple[tuple[Any, tuple[Any, ...], Any], ...] = (
    (
        _("In een regio zijn 300 vacatures. Er zijn 100 mensen die kort werk zoeken. Hoe heet dat?"),
        (_("Krap"), _("Ruim"), _("Gemiddeld")),
        _("Deel de vacatures door de mensen: 300 gedeeld door 100 is 3. Tussen 1,5 en 4 heet dat krap."),
    ),
    (
        _("Het loon in het midden van een groep is € 20 per uur. Wat weet je dan?"),
        (
            _("De helft verdient meer en de helft minder"),
            _("Iedereen verdient ongeveer € 20"),
            _("Jij gaat € 20 verdienen"),
        ),
        _("Het midden zegt iets over de hele groep. Jouw loon hangt ook af van je ervaring, je uren en je cao."),
    ),
    (
        _("In een groep werkten eerst 1.000 mensen en nu 1.100. Wat is waar?"),
        (
            _("De groep groeide met 10 procent"),
            _("Er zijn nu 1.100 vacatures"),
            _("Iedereen vindt hier werk"),
        ),
        _("Er kwamen 100 mensen bij. Dat is 10 procent van 1.000. Over vacatures zegt dit niets."),
    ),
    (
        _("Een beroep groeit in heel Nederland. Is er dan ook werk bij jou in de buurt?"),
        (_("Dat hoeft niet"), _("Ja, altijd"), _("Nee, nooit")),
        _("De ene regio is anders dan de andere. Kijk dus ook naar de cijfers van je eigen regio."),
    ),
    (
        _("Twee beroepen lijken op elkaar. Wat betekent dat?"),
        (
            _("Je kunt in het nieuwe werk gebruiken wat je al kunt"),
            _("Veel mensen stapten al over"),
            _("Je krijgt die baan zeker"),
        ),
        _("Verwantschap gaat over wat je moet kunnen. Hoeveel mensen echt overstappen, is een ander cijfer."),
    ),
)
# The order in which the answers stand, so that the right one is not always first.
ORDER = ((2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 1, 2), (2, 0, 1))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to choose; the names are those of an option of a list of choices."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers; once answered, whether that was right, the right answer and why."""

    name: str
    words: str
    answers: list[Answer]
    is_answered: bool
    is_right: bool
    right: str
    why: str


def questions(given: Mapping[str, str]) -> list[Question]:
    """Return the questions with what was answered; an answer that does not exist counts as none."""
    found = []
    for place, ((asked, answers, why), order) in enumerate(zip(QUESTIONS, ORDER, strict=True)):
        name = f"v{place + 1}"
        chosen = given.get(name, "")
        options = [Answer(str(number), str(answers[number]), chosen == str(number)) for number in order]
        is_answered = any(option.checked for option in options)
        found.append(Question(name, str(asked), options, is_answered, chosen == "0", str(answers[0]), str(why)))
    return found
