"""Words for how sure an answer is, why not surer, and what would be needed."""

from django.utils.translation import gettext_lazy as _

SHORT = {
    "randomised": _("Zeker: er is geloot"),
    "credible": _("Aannemelijk"),
    "suggestive": _("Een aanwijzing"),
    "not-identified": _("Geen antwoord"),
}
LONG = {
    "randomised": _("Door loting is bepaald wie meedeed. Verschillen komen dus door de aanpak, of door toeval."),
    "credible": _(
        "Er is niet geloot, maar alle controles die hier passen, zijn goed. Iets wat we niet zagen, kan nog meespelen."
    ),
    "suggestive": _("Dit is een aanwijzing en geen bewijs. Hieronder staat waarom."),
    "not-identified": _("Met deze gegevens is de vraag niet te beantwoorden. Daarom geven we geen getal."),
}
# The last words of the sentence on top.
TAILS = {
    "randomised": _("Er is geloot over wie meedeed."),
    "credible": _("Er is niet geloot, maar de controles zijn goed."),
    "suggestive": _("Dit is een aanwijzing en geen bewijs."),
}
# What a failed check does to the answer, and what one that could not be done leaves open.
FAILED = {
    "flow": _("Veel mensen vielen uit, en niet in beide groepen evenveel."),
    "balance": _("Deelnemers en anderen bleven van elkaar verschillen."),
    "overlap": _("Voor een deel van de deelnemers is er niemand om mee te vergelijken."),
    "pre-trends": _("Beide groepen gingen vooraf al niet gelijk op."),
    "placebo": _("We vinden een verschil waar er geen kan zijn: vóór het begin. De groepen verschilden dus al."),
    "negative-control": _("We vinden een verschil op iets wat de aanpak niet kan raken."),
    "missing": _("Wie niet antwoordde, kan het antwoord laten omslaan."),
    "confounding": _("Eén verborgen verschil, zo sterk als wat we al zagen, kan dit verklaren."),
    "specifications": _("Een andere redelijke keuze in de berekening geeft een ander antwoord."),
    "power": _("Er deden te weinig mensen mee om een klein verschil te zien."),
}
# Findings that say better what a check found than that it failed.
WHY = frozenset({"density-jumps-at-cutoff", "weak-instrument"})
CANNOT = {
    "flow": _("We weten niet wie er onderweg uitvielen."),
    "balance": _("We konden niet nagaan of beide groepen op elkaar lijken."),
    "overlap": _("We konden niet nagaan of iedereen te vergelijken is."),
    "pre-trends": _("We hebben geen metingen van vóór het begin. We weten niet of de groepen gelijk opgingen."),
    "placebo": _("We konden niet nagaan of er vooraf al een verschil was."),
    "negative-control": _("We hebben niets gemeten wat de aanpak niet kan raken."),
    "missing": _("We konden niet nagaan wat de onbekende uitkomsten doen."),
    "confounding": _("We konden niet nagaan hoe sterk een verborgen verschil moet zijn."),
    "specifications": _("We konden de berekening niet op andere manieren doen."),
    "power": _("We konden niet uitrekenen welk verschil te zien zou zijn."),
}
NEEDED = {
    "a-lot": _("Laat bij schaarse plekken het lot bepalen wie eerst mag."),
    "less-loss": _("Minder uitval: blijf mensen volgen, ook wie stopt."),
    "more-alike": _("Mensen om mee te vergelijken die meer op de deelnemers lijken."),
    "longer-history": _("Meet de uitkomst ook vóór het begin, het liefst meer dan één keer."),
    "more-known-before": _("Meer gegevens van vóór het begin, zoals werk en inkomen in eerdere jaren."),
    "more-answers": _("Meer antwoorden van de mensen die nu niet antwoordden."),
    "more-people": _("Meer mensen in het onderzoek."),
    "score-not-moved": _("Een grens waar niemand omheen kan schuiven."),
    "stronger-offer": _("Een aanbod dat meer mensen in beweging brengt."),
    "new-study": _("Nieuw onderzoek met dit plan, van andere mensen of van later."),
    "other-data": _("Andere gegevens. Hieronder staat wat er nu niet kan."),
}
# Instead of "other data": what they would have to be, by what is in the way in those that there are.
NEEDED_FOR_FINDING = {
    "too-few-treated": _("Meer deelnemers van wie de uitkomst bekend is."),
    "too-few-compared": _("Meer mensen om mee te vergelijken, van wie de uitkomst bekend is."),
    "too-few-clusters-treated": _("Meer groepen die de aanpak kregen."),
    "too-few-clusters-compared": _("Meer groepen om mee te vergelijken."),
    "too-few-known": _("Van meer mensen de uitkomst."),
    "too-few-answers": _("Van meer mensen een antwoord."),
    "outcome-unknown": _("Van deelnemers en anderen de uitkomst, gemeten na de gekozen tijd."),
    "nobody-in-population": _("Mensen die passen bij de grenzen van het plan."),
    "nobody-in-an-arm": _("Mensen die meededen, én mensen die niet meededen."),
    "nobody-overlaps": _("Mensen om mee te vergelijken die op de deelnemers lijken."),
    "separation": _("Mensen die op elkaar lijken, van wie de een meedeed en de ander niet."),
    "propensity-separates": _("Mensen die op elkaar lijken, van wie de een meedeed en de ander niet."),
    "covariate-absent": _("De kenmerken van vooraf die in het plan staan."),
    "horizon-beyond-data": _("Mensen die lang genoeg zijn gevolgd."),
    "outcome-after-waiting-ended": _("Een uitkomst van voordat de wachtenden begonnen."),
    "nobody-treated": _("Mensen die meededen, van wie de uitkomst bekend is."),
    "nobody-to-compare": _("Mensen die niet meededen, van wie de uitkomst bekend is."),
    "outcome-all-missing": _("Van deelnemers en anderen de uitkomst, gemeten na de gekozen tijd."),
    "no-periods": _("De uitkomst over meer perioden, voor en na het begin."),
    "too-few-periods": _("De uitkomst over meer perioden, voor en na het begin."),
    "too-few-periods-before": _("De uitkomst over meer perioden van vóór het begin."),
    "too-few-near-cutoff": _("Meer mensen vlak bij de grens, aan beide kanten."),
    "too-few-donors": _("Meer plekken om mee te vergelijken."),
    "too-few-events": _("Meer mensen voor wie het zover kwam, of langer volgen."),
    "no-spells": _("Per persoon het aantal dagen tot het zover was."),
}
