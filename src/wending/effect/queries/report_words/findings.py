"""Words for what can be wrong with the parts of an answer: spells, groups, approaches beside each other, a score with a
cutoff, an offer, the course without, and money. Findings of samples and of panels stand in `queries/words.py`."""

from django.utils.translation import gettext_lazy as _

# `%s` stand for the figures of a finding, in their order.
OF_PARTS = {
    "no-overlap": _("Er zijn te weinig mensen die op elkaar lijken, met en zonder de aanpak."),
    "no-lot": _("Er is te weinig om de loting mee na te gaan."),
    "no-error": _("Het getal heeft geen onzekerheid. Dan is dit niet te zeggen."),
    "differs-more-than-by-lot": _("De groepen verschillen vooraf meer dan door loting past."),
    "could-not-have-shown": _("Het kleinste effect dat telt, was met deze aantallen vaak gemist."),
    # Time until something happens.
    "no-spells": _("Er zijn geen dagen gemeten voor: %s."),
    "duration-unknown": _("Van niemand is bekend hoeveel dagen het duurde."),
    "event-before-start": _("Bij %s mensen gebeurde het al voor het begin."),
    "kind-unknown": _("Bij %s mensen weten we niet wat er gebeurde."),
    "too-few-events": _("Het gebeurde te weinig: %s keer, en %s keer is er nodig."),
    "horizon-beyond-data": _("De gegevens gaan niet zo ver: gevraagd zijn %s dagen, er zijn er %s."),
    "covariates-tell-outcome": _("De kenmerken zeggen precies wat er gebeurde. Vergelijken kan dan niet."),
    # Groups of people.
    "group-unknown": _("Van %s van de %s mensen weten we de groep niet."),
    "group-refused": _("Voor %s is er geen getal. %s"),
    "clusters-in-several-groups": _("%s clusters, zoals een klas, hebben mensen in meer dan één groep."),
    "interval-not-by-error": _("Het interval van een groep is scheef. De toets over groepen slaat het over."),
    # Approaches beside each other.
    "too-few-of-approach": _("Aanpak %s heeft te weinig mensen: %s, en %s zijn er nodig."),
    "too-few-clusters-of-approach": _("Aanpak %s heeft te weinig clusters, zoals klassen: %s, en %s zijn er nodig."),
    "too-few-with-common-support": _(
        "Bij aanpak %s lijken te weinig mensen op die met een andere aanpak: %s, en %s zijn er nodig."
    ),
    "without-common-support": _("%s van de %s mensen lijken niet op die met elke aanpak. Zij tellen hier niet mee."),
    "covariates-tell-approach": _("De kenmerken zeggen precies wie welke aanpak kreeg. Vergelijken kan dan niet."),
    # A score with a cutoff, and an offer.
    "cannot-be-fitted-at-cutoff": _("Bij de grens is geen lijn door de gegevens te trekken."),
    "too-few-near-cutoff": _("Vlak bij de grens zijn te weinig mensen."),
    "density-jumps-at-cutoff": _("Vlak bij de grens zijn aan één kant veel meer mensen. Is de score gestuurd?"),
    "running-unknown": _("Van %s mensen is de score onbekend."),
    "receipt-unknown": _("Van %s mensen weten we niet of zij meededen."),
    "receipt-does-not-jump": _("Bij de grens gaan niet meer mensen meedoen."),
    "weak-instrument": _("Het aanbod bracht te weinig mensen in beweging."),
    "instrument-not-of-two-values": _("Het aanbod is hier niet ja of nee. Dan is dit niet te zeggen."),
    "everybody-did-as-offered": _("Alle %s mensen deden wat hun werd aangeboden."),
    # What happens without, and without anything.
    "too-few-draws-answer": _("Te weinig herhalingen gaven een antwoord: %s van de %s."),
    "too-few-past": _("Het verleden is te kort: %s perioden, en %s zijn er nodig."),
    "history-too-short": _("Van %s van de %s groepen is het verleden te kort. Zij tellen niet mee."),
    "few-tries-on-past": _("De voorspelling is maar %s keer op het verleden geprobeerd. Beter is %s keer."),
    "worse-than-last-value": _("De voorspelling zat er vroeger verder naast dan gewoon de laatste waarde: %s en %s."),
    "first-negative": _("Een begin kan niet voor periode 0 liggen. Er staat %s."),
    # Money.
    "money-of-several-outcomes": _("De bedragen hangen aan meer dan één uitkomst: %s. Kies er één."),
    "money-without-effect": _("De bedragen hangen aan een uitkomst zonder getal: %s."),
    "money-without-cost": _("Er staat niet wat de aanpak kost."),
    "effect-without-error": _("Het effect heeft geen onzekerheid. Dan is er geen bedrag met een marge."),
    "price-years-differ": _("De bedragen zijn van verschillende jaren. Ze zijn niet omgerekend."),
}
