"""Words of the knowledge base: lengths of time, targets, settings, modes, fields, and what is wrong with them."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wending.effect.queries.report_words.verdicts import SHORT
from wending.effect.rules.outcomes import is_worse

LENGTHS = {
    "short": _("tot een half jaar na het begin"),
    "year": _("ongeveer een jaar na het begin"),
    "long": _("langer dan anderhalf jaar na het begin"),
}
TARGETS = {
    "low-skilled": _("mensen met weinig opleiding"),
    "young": _("jongeren"),
    "older": _("ouderen"),
    "without-work": _("mensen zonder werk"),
    "in-work": _("mensen met werk"),
    "at-school": _("leerlingen en studenten"),
    "everybody": _("iedereen"),
}
SETTINGS = {
    "centre": _("loopbaancentrum"),
    "school": _("school"),
    "employer": _("werkgever"),
    "municipality": _("gemeente"),
    "other": _("ergens anders"),
}
MODES = {"in-person": _("samen in één ruimte"), "online": _("online"), "mixed": _("deels online")}
FIELDS = {
    "title": _("Titel"),
    "reference": _("Bron"),
    "year": _("Jaar"),
    "country": _("Land"),
    "approach": _("Welke aanpak"),
    "outcome": _("Uitkomst"),
    "horizon": _("Dagen na het begin"),
    "effect": _("Effect"),
    "error": _("Standaardfout"),
    "unit": _("Eenheid"),
    "people": _("Aantal mensen"),
    "design": _("Opzet"),
    "verdict": _("Hoe zeker"),
    "target": _("Voor wie"),
    "setting": _("Waar"),
    "mode": _("Hoe"),
    "context": _("Toelichting"),
}
PROBLEMS = {
    "empty": _("Dit is leeg."),
    "unknown-word": _("Dit woord kennen we hier niet."),
    "out-of-range": _("Dit getal kan niet."),
    "effect-and-error": _("Vul effect en standaardfout allebei in, of geen van beide."),
    "not-a-number": _("Dit is geen getal."),
    "not-whole": _("Dit is geen heel getal."),
    "not-above-zero": _("Dit moet meer dan nul zijn."),
    "another-unit": _("Deze eenheid hoort niet bij de uitkomst."),
    "citizen-number": _("Dit lijkt op een BSN. Haal het weg."),
    "no-table": _("Dit kunnen we niet lezen als tabel. Kijk of een aanhalingsteken niet is gesloten."),
    "too-many-cells": _("Deze regel heeft meer waarden dan er kolommen zijn. Zet tekst tussen aanhalingstekens."),
    "empty-file": _("Er staat geen studie in het bestand."),
    "missing-column": _("Deze kolom ontbreekt."),
    "unknown-column": _("Deze kolom kennen we niet."),
    "too-large": _("Het bestand is te groot: hooguit 2 MB."),
    "too-many-rows": _("Het bestand heeft te veel regels: hooguit 2.000."),
    "not-utf-8": _("Bewaar het bestand als CSV in UTF-8."),
}


def of_one(outcome: str, low: float, high: float, spread: str) -> str:
    """Return what one study found: a difference only where its interval does not hold none, and which way it goes."""
    if low <= 0 <= high:
        told = gettext("Eén studie. Die zegt niet of er verschil is: het ligt %(spread)s.")
    elif is_worse(outcome, low, high):
        told = gettext("Eén studie. Die vindt een verschil %(spread)s. Dat is de verkeerde kant op.")
    else:
        told = gettext("Eén studie. Die vindt een verschil %(spread)s.")
    return told % {"spread": spread}


def of_late(many: int) -> str:
    """Return of how many studies the plan was changed after their outcomes were opened."""
    return ngettext(
        "Van %(n)d studie is het plan veranderd toen de uitkomsten al te zien waren.",
        "Van %(n)d studies is het plan veranderd toen de uitkomsten al te zien waren.",
        many,
    ) % {"n": many}


def surely(verdict: str, *, is_late: bool) -> str:
    """Return how sure a study is, with the mark of a plan that was changed after outcomes were opened."""
    told = str(SHORT.get(verdict, verdict))
    return gettext("%(sure)s (plan veranderd na het openen)") % {"sure": told} if is_late else told
