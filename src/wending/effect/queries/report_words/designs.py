"""Words for designs, methods, views, and the fields of a plan."""

from django.utils.translation import gettext_lazy as _

DESIGNS = {
    "randomised": _("loting onder mensen"),
    "cluster-randomised": _("loting onder groepen"),
    "waiting-list": _("loting om wie eerst mag (wachtlijst)"),
    "stepped-wedge": _("loting om de volgorde waarin groepen beginnen"),
    "discontinuity": _("mensen vlak boven en vlak onder een grens"),
    "instrument": _("wat een toevallig aanbod in beweging zet"),
    "staggered": _("groepen die op verschillende momenten begonnen"),
    "synthetic-control": _("een mengsel van andere plekken als vergelijking"),
    "time-to-event": _("hoe lang het duurt tot iets gebeurt"),
    "doubly-robust": _("dubbele correctie voor verschillen vooraf"),
    "matching-and-weighting": _("mensen zoeken en wegen die op elkaar lijken"),
}
METHODS = {
    "naive-difference": _("Gewoon verschil, zonder correctie"),
    "difference": _("Gewoon verschil"),
    "regression": _("Regressie"),
    "matching": _("Zoeken van gelijken"),
    "weighting": _("Weging"),
    "propensity-weighting": _("Weging naar de kans om mee te doen"),
    "ipw": _("Weging naar de kans om mee te doen"),
    "entropy-balancing": _("Weging tot groepen gelijk zijn"),
    "doubly-robust": _("Dubbele correctie"),
    "aipw": _("Dubbele correctie"),
    "doubly-robust-learners": _("Dubbele correctie met lerende modellen"),
    "difference-in-differences": _("Verschil in verandering"),
    "staggered": _("Verschil in verandering, begin op verschillende momenten"),
    "discontinuity": _("Sprong bij een grens"),
    "instrument": _("Instrument"),
    "synthetic-control": _("Nagebootste vergelijking"),
    "time-to-event": _("Tijd tot iets gebeurt"),
}
VIEWS = {
    "person": _("de deelnemer"),
    "employer": _("de werkgever"),
    "municipality": _("de gemeente"),
    "state": _("het rijk"),
    "society": _("iedereen samen"),
}
USES = {
    "primary": _("hoofdvraag"),
    "secondary": _("ook bekeken"),
    "placebo": _("controle vooraf"),
    "control": _("controle die niet mag bewegen"),
}
TESTS = {"is": _("is"), "is-not": _("is niet"), "from": _("vanaf"), "to": _("tot en met")}
COUNTS = {
    "population": _("In de vastgelegde groep"),
    "outside-bounds": _("Valt buiten de grenzen van het plan"),
    "other-approach": _("Kreeg een andere aanpak"),
    "treated": _("Deed mee"),
    "compared": _("Om mee te vergelijken"),
    "asked": _("Gevraagd"),
    "willing": _("Wilde meedoen"),
    "started": _("Begonnen"),
    "answered": _("Uitkomst bekend"),
    "unknown": _("Uitkomst onbekend"),
    "analysed": _("In de berekening"),
    "trimmed": _("Niet te vergelijken, weggelaten"),
}
PLAN_FIELDS = {
    "title_nl": _("titel (Nederlands)"),
    "title_en": _("titel (Engels)"),
    "question_nl": _("vraag (Nederlands)"),
    "question_en": _("vraag (Engels)"),
    "approach": _("aanpak"),
    "against": _("vergeleken met"),
    "design": _("opzet"),
    "estimand": _("om wie het gaat"),
    "frozen_on": _("groep vastgelegd op"),
    "outcomes": _("uitkomsten"),
    "covariates": _("kenmerken vooraf"),
    "rivals": _("andere aanpakken"),
    "population": _("wie er in de groep zit"),
    "groups": _("groepen"),
    "design_terms": _("gegevens van de opzet"),
    "expected_treated": _("verwachte deelnemers"),
    "expected_compared": _("verwachte vergelijking"),
    "expected_spread": _("verwachte spreiding"),
    "money": _("kosten en opbrengsten"),
    "rates": _("rekenregels voor geld"),
    "seed": _("startgetal"),
}
ITEMS = {
    "discount": _("waarde van later geld"),
    "persistence": _("hoe lang het effect blijft"),
    "displacement": _("verdringing van anderen"),
    "effect": _("het effect zelf"),
    "guidance": _("kosten van de begeleiding"),
}
