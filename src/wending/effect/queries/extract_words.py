"""Why an extract is refused, in a sentence."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "withdrawn": _("Deze studie is ingetrokken. Er gaan geen gegevens meer uit."),
    "not-opened": _("Open eerst de uitkomsten van deze studie."),
    "no-data": _("Kies gegevens van deze studie."),
    "k-too-small": _("Een groep is hier minstens 10 mensen."),
    "number-not-right": _("Kies een afronding uit de lijst, en voor ruis 0 of meer."),
    "rounding-too-fine": _(
        "Deze afronding is te fijn. Voor een tabel is het fijnste: uren 1, uurloon 0,50, maandloon 50, punten 0,1 en "
        "dagen 1. Voor rijen: uren 5, uurloon 1, maandloon 100, punten 0,5 en dagen 5."
    ),
    "too-many-groups": _("Vraag om hooguit 6 kenmerken, of 2 in een tabel."),
    "nothing-asked": _("Kies minstens één kenmerk of uitkomst, elk één keer."),
    "unknown-covariate": _("Een van de kenmerken staat niet in deze gegevens."),
    "outcome-not-planned": _("Alleen uitkomsten uit het plan kunnen eruit."),
    "tables-of-nearly-the-same": _(
        "Van deze uitkomst is al een tabel. Sindsdien veranderde het van minder dan tien mensen. Wacht op meer."
    ),
    "tables-of-other-groups": _(
        "Deze uitkomst ging eerder in een tabel uit, met andere kenmerken. Samen zouden ze kleine groepen verraden. "
        "Vraag dezelfde kenmerken."
    ),
    "consent-withdrawn": _("Iemand in dit bestand geeft geen toestemming meer. Vraag een nieuw uittreksel."),
    "tables-changed": _("De bestanden zijn veranderd sinds ze zijn bewaard."),
    "no-key": _("Deze site heeft geen sleutel voor onderzoek. Vraag de beheerder."),
    "covariates-gone": _(
        "Van deze kenmerken blijft niets over: bij iedereen zou een * staan. Groepen zijn anders te klein, ook met "
        "eerdere uittreksels ernaast. Vraag dezelfde kenmerken als eerder, of alleen uitkomsten."
    ),
    "nothing-left": _("Er blijft niets over: elke groep is te klein. Vraag om minder kenmerken."),
}
