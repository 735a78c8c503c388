"""Words for what is in the way of an answer. `%s` stand for the figures of a finding, in their order."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from wending.effect.queries.report_words.names import plain

FINDINGS = {
    "too-few-treated": _("Er zijn te weinig deelnemers: %s, en %s zijn er nodig."),
    "too-few-compared": _("Er zijn te weinig mensen om mee te vergelijken: %s, en %s zijn er nodig."),
    "outcome-unknown": _("De uitkomst is van niemand bekend."),
    "outcome-partly-unknown": _("De uitkomst is van %s van de %s mensen onbekend."),
    "outcome-never-differs": _("De uitkomst is bij iedereen gelijk."),
    "covariate-unknown": _("Het kenmerk %s is van %s mensen onbekend."),
    "covariate-never-differs": _("Het kenmerk %s is bij iedereen gelijk."),
    "covariate-is-treatment": _("Het kenmerk %s zegt precies wie meedeed. Vergelijken kan dan niet."),
    "covariate-absent": _("Het kenmerk %s staat niet in de gegevens."),
    "covariate-after-exposure": _("Het kenmerk %s is bij %s mensen pas na het begin gemeten."),
    "covariates-overlap": _("Kenmerken volgen uit elkaar. Laat er een weg."),
    "no-covariates": _("Er zijn geen kenmerken van vooraf."),
    "too-few-clusters-treated": _("Er zijn te weinig groepen met de aanpak: %s, en %s zijn er nodig."),
    "too-few-clusters-compared": _("Er zijn te weinig groepen om mee te vergelijken: %s, en %s zijn er nodig."),
    "cluster-unknown": _("De groep (%s) is van %s mensen onbekend."),
    "weights-not-positive": _("Niet alle gewichten zijn groter dan nul."),
    "nobody-in-population": _("Niemand van de %s mensen past bij het plan."),
    "nobody-overlaps": _("Geen deelnemer lijkt op iemand in de vergelijking."),
    "nobody-in-an-arm": _("In een van beide groepen zit niemand."),
    "separation": _("De kenmerken zeggen precies wie meedeed. Vergelijken kan dan niet."),
    "propensity-separates": _("De kenmerken zeggen precies wie meedeed. Vergelijken kan dan niet."),
    "too-few-known": _("Van te weinig mensen is de uitkomst bekend."),
    "unbalanced": _("Na weging verschillen de groepen nog."),
    "too-few-effective": _("Na weging telt de vergelijking te weinig mensen."),
    "few-carry-most": _("Tien mensen dragen meer dan de helft van het gewicht."),
    "outside-support": _("Te veel deelnemers hebben geen gelijke."),
    "effect-where-none-can-be": _("Er is een verschil gevonden waar geen verschil kan zijn."),
    "too-imprecise": _("Het interval is te breed om iets te zeggen."),
    "no-earlier-outcome": _("Er is geen uitkomst van vóór het begin."),
    "no-untouched-outcome": _("Er is geen uitkomst die de aanpak niet kan raken."),
    "unknowns-can-turn-it": _("De onbekende uitkomsten kunnen het antwoord laten omslaan."),
    "one-like-the-strongest-explains-it": _(
        "Iets verborgens, zo sterk als het sterkste kenmerk, verklaart het effect."
    ),
    "sign-depends-on-choices": _("De keuze van de methode bepaalt of het effect positief of negatief is."),
    "too-few-specifications": _("Er zijn te weinig andere berekeningen mogelijk."),
    "leads-differ": _("Vooraf gingen de groepen niet gelijk op."),
    "powerless": _("Een verschil vooraf dat telt, zouden we niet hebben gezien."),
    "no-leads": _("Er zijn geen metingen van vóór het begin."),
    "too-few-units-for-leads": _("Er zijn te weinig mensen of groepen om periodes vooraf te toetsen."),
    "no-periods": _("Er zijn geen metingen over de tijd."),
    "one-period": _("Er is maar één meting. We kunnen niet zien hoe het vooraf ging."),
    "assigned-by-lot": _("Er is geloot. Dan is deze controle niet nodig."),
    "own-past": _("Iedereen wordt met zijn eigen verleden vergeleken."),
    "pre-trends-instead": _("De periodes vooraf doen dienst als deze controle."),
    "honest-bounds-instead": _("De grenzen bij de periodes vooraf doen dienst als deze controle."),
    "threshold": _("Vlak bij de grens kiest niemand zelf. Deze controle past daar niet bij."),
    "one-unit": _("Het gaat om één plek. Deze controle past daar niet bij."),
    "not-over-time": _("Dit onderzoek meet niet over de tijd."),
}


def finding(code: str, about: Sequence[Any] = ()) -> str:
    """Return a finding in words; figures that its words have no place for are left out."""
    if code not in FINDINGS:
        told = ", ".join(str(one) for one in about)
        return f"{plain(code)} ({told})" if told else plain(code)
    words = str(FINDINGS[code])
    many = words.count("%s")
    shown = [str(one) for one in about][:many]
    return words % tuple(shown + ["?"] * (many - len(shown)))
