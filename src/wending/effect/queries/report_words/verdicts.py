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
    "credible": _("Er is niet geloot, maar alle controles zijn goed. Iets wat we niet zagen, kan nog meespelen."),
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
