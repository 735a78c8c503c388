"""Words for everything that can be wrong with a plan, with data and with an analysis, and for the steps of one. A code
without words is told as itself, so that nothing is left out."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from wending.effect.queries.method_words import FINDINGS as METHODS
from wending.effect.queries.plan_shown import outcome_name
from wending.effect.queries.report_words import checks, designs, first_large, group_name, name_of, outcomes, word
from wending.effect.queries.table_words import OF_FILES, sentence_of
from wending.effect.queries.table_words import WORDS as TABLES
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Problem
from wending.effect.rules.tables import COLUMNS
from wending.engine.estimation.terms import Finding

# `%s` stand for the figures of a problem, in their order.
PROBLEMS = {
    "empty": _("Dit is leeg. Vul het in."),
    "missing": _("Dit ontbreekt in het plan."),
    "unknown-field": _("Dit onderdeel kennen we niet. Haal het weg, of kijk of de naam klopt."),
    "unknown-version": _("Dit bestand heeft versie %s. Die lezen we hier niet."),
    "not-readable": _("Dit staat er anders in dan we verwachten. Vergelijk het met een plan dat je hier ophaalt."),
    "not-a-choice": _("Dit woord kennen we hier niet: %s. Kies een van deze: %s."),
    "compared-with-itself": _("Je vergelijkt een aanpak met zichzelf. Kies een andere."),
    "unknown-approach": _("Deze aanpak kent jullie bureau niet: %s. Beschrijf die eerst."),
    "not-one-primary": _("Kies één uitkomst als hoofdvraag. Nu zijn het er %s."),
    "placebo-is-before": _("Een controle vooraf is van vóór het begin. Vul 0 dagen in, geen %s."),
    "unknown-outcome": _("Deze uitkomst kennen we niet: %s."),
    "not-after": _("Een uitkomst meet je na het begin. Vul meer dan %s dagen in."),
    "not-above-zero": _("Het kleinste effect dat telt, is meer dan nul. Nu staat er %s."),
    "more-than-half-the-range": _("Het kleinste effect dat telt, is groter dan de halve schaal: %s."),
    "not-in-days": _("Deze opzet telt dagen. Kies een uitkomst in dagen, geen %s."),
    "not-a-number": _("Dit is geen getal: %s."),
    "unknown-test": _("Deze grens kennen we niet: %s. Kies is, is niet, vanaf of tot en met."),
    "twice": _("Hier staat iets dubbel in."),
    "range-not-in-order": _("Zet de bedragen van laag naar hoog: laag, midden, hoog."),
    "unknown-view": _("Voor wie dit telt, kennen we niet: %s."),
    "needed-by-money": _("Bij kosten en opbrengsten horen rekenregels. Vul ze in, met hun bron."),
    "power-unknown": _("Schrijf hoeveel mensen je verwacht. Anders weten we niet wat de studie kan laten zien."),
}
NOT_OF_DESIGN = _("Deze opzet kan dat niet vertellen. Kies: %s.")
NEEDED_BY_DESIGN = _("Deze opzet heeft dit nodig: %s.")
# Findings that tables have no words for: of runs, samples, methods and checks.
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
    "loss-differs": _("In de ene groep vielen veel meer mensen uit dan in de andere."),
    "covariate-mixed": _("Het kenmerk %s bestaat uit getallen, maar %s van de %s zijn woorden."),
    "same-outcome-over-periods": _(
        "Over de tijd is er één antwoord voor %s: het gemiddelde van alle perioden na het begin. "
        "Na %s dagen apart kan niet. Het effect per periode staat in het verslag."
    ),
    "another-unit-treated": _("In de gegevens begon een andere eenheid dan in het plan: %s."),
    "estimand-not-of-design": _("Het plan vraagt naar een andere groep (%s) dan deze opzet kan vertellen (%s)."),
    "not-of-design": _("Het plan vraagt naar een andere groep dan deze opzet kan vertellen."),
    "effect-stands-for-year": _("Voor het eerste jaar rekenen we met het effect na %s dagen."),
    "changed-after-opening": _("Het plan is veranderd toen de uitkomsten al te zien waren."),
    "not-carried": _("Deze controle kan niet met gegevens in deze vorm."),
    "covariates-overlap": _("Kenmerken volgen uit elkaar. Laat er een weg."),
    "no-covariates": _("Er zijn geen kenmerken van vooraf."),
    "too-few-clusters-treated": _("Er zijn te weinig groepen met de aanpak: %s, en %s zijn er nodig."),
    "too-few-clusters-compared": _("Er zijn te weinig groepen om mee te vergelijken: %s, en %s zijn er nodig."),
    "too-few-clusters-near-cutoff": _("Vlak bij de grens zijn te weinig groepen: %s, en %s zijn er nodig."),
    "too-few-units-since-start": _("Van %s perioden sinds het begin zijn er minder dan %s. Die tonen we niet."),
    "too-few-groups-since-start": _("Te weinig groepen vertellen hoe het effect per periode is."),
    "weights-not-carried": _("Deze methode kan niet rekenen met gewichten."),
    "clusters-not-carried": _("Deze methode kan niet rekenen met mensen in groepen."),
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
    "small-counts-hidden": _("Van groepen van minder dan 10 mensen tonen we niets. Ook niet waaruit het volgt."),
    "tables-changed": _("Deze bestanden zijn veranderd sinds ze zijn bewaard: %s. Daarom rekenen we er niet mee."),
    "no-research-key": _("Deze site heeft geen sleutel voor onderzoek. Vraag de beheerder."),
    "another-population": _("In deze gegevens zitten %s mensen. Vastgelegd zijn %s mensen, of andere mensen."),
    "not-the-frozen-data": _(
        "Deze tabellen zijn anders dan toen de groep werd vastgelegd: %s. Alleen uitkomsten mogen veranderen."
    ),
    "analysis-broke": _("De berekening ging stuk bij deze stap: %s. Probeer het opnieuw, of vraag de beheerder."),
    "method-refused": _("De methode %s kan niet met deze gegevens: %s."),
    "cannot-be-balanced": _("De groepen zijn door weging niet gelijk te maken."),
    "covariates-tell-treatment": _("De kenmerken zeggen precies wie meedeed. Vergelijken kan dan niet."),
    "nobody-to-compare": _("Er is niemand om mee te vergelijken."),
    "no-controls": _("Er is niemand die de aanpak nooit kreeg."),
    "too-few-to-match": _("Er zijn te weinig mensen om gelijken te zoeken: %s, en %s zijn er nodig."),
    "too-few-treated-for-folds": _("Er zijn te weinig deelnemers voor deze methode: %s, in %s delen."),
    "too-few-compared-for-folds": _("Er zijn te weinig mensen om mee te vergelijken: %s, in %s delen."),
    "too-few-answers": _("Te weinig mensen gaven antwoord: %s."),
    "not-weighted": _("Antwoorden op %s na %s dagen zijn niet gewogen: %s."),
    "too-few-lots": _("Er zijn te weinig manieren waarop de loting kon uitvallen: %s."),
    "one-cluster-treated": _("Iedereen met de aanpak zit in één groep."),
    "one-cluster-compared": _("Iedereen zonder de aanpak zit in één groep."),
    "cluster-with-both": _("In %s groepen kreeg een deel de aanpak, terwijl hele groepen lootten."),
    "cluster-in-two-strata": _("Een groep zit in twee lagen van de loting."),
    "stratum-without-both": _("In %s lagen van de loting kreeg iedereen of niemand de aanpak."),
    "measured-unknown": _("Van %s mensen weten we niet wanneer er gemeten is."),
    "outcome-after-waiting-ended": _("Bij %s mensen is gemeten toen hun wachttijd al voorbij was."),
    "compared-treated-by-then": _("Na %s dagen had ook de wachtlijst de aanpak. Dan is er geen vergelijking meer."),
    "too-few-periods": _("Er zijn te weinig perioden gemeten: %s, en %s zijn er nodig."),
    "too-many-periods": _("Er zijn meer perioden dan we aankunnen: hooguit %s."),
    "too-few-periods-before": _("Er zijn te weinig perioden van vóór het begin: %s, en %s zijn er nodig."),
    "no-period-after": _("Er is geen meting van na het begin."),
    "period-not-positive": _("Perioden tellen vanaf 1. Er staat een periode %s."),
    "treated-from-the-start": _("%s groepen hadden de aanpak al bij de eerste meting. Zij tellen niet mee."),
    "treated-after-the-end": _("%s groepen begonnen pas na de laatste meting. Zij tellen als niet begonnen."),
    "small-cohorts": _("%s groepen die samen begonnen, zijn erg klein. Hun interval is onzeker."),
    "cohorts-cannot-be-compared": _("Voor geen enkele groep is er een groep om mee te vergelijken."),
    "panel-not-balanced": _("%s mensen of groepen zijn niet in elke periode gemeten."),
    "units-partly-seen": _("%s mensen of groepen zijn niet in elke periode gemeten."),
    "units-never-known": _("Van %s mensen of groepen is de uitkomst nooit bekend."),
    "unit-twice": _("%s mensen of groepen staan er dubbel in."),
    "unit-period-twice": _("%s keer staat iemand twee keer in dezelfde periode."),
    "start-differs-within-unit": _("%s mensen of groepen hebben meer dan één begin."),
    "cluster-differs-within-unit": _("%s mensen zitten in meer dan één groep."),
    "group-began-twice": _("%s groepen begonnen twee keer."),
    "time-tells-treatment": _("Iedereen begon tegelijk. Dan is tijd niet van de aanpak te scheiden."),
    "too-few-groups": _("Er zijn te weinig groepen: %s."),
    "no-steps": _("Alle %s groepen begonnen tegelijk."),
    "no-group-time-effect": _("Voor geen enkele groep en periode is een effect te berekenen."),
    "group-time-unknown": _("Voor %s combinaties van groep en periode is er geen effect te berekenen."),
    "leads-not-usable": _("De perioden van vóór het begin zijn niet te gebruiken."),
    "not-one-treated": _("Deze opzet gaat over één plek met de aanpak. Nu zijn het er %s."),
    "too-few-donors": _("Er zijn te weinig plekken om mee te vergelijken: %s, en %s zijn er nodig."),
    "no-constant-effect": _("Het effect verschilt te veel per periode. Daarom is er geen interval."),
    "too-few-donors-for-interval": _("Er zijn te weinig plekken voor een interval: %s, en %s zijn er nodig."),
    "donors-not-always-seen": _("%s van de %s plekken zijn niet altijd gemeten en vallen af."),
    "treated-not-always-seen": _("De plek met de aanpak is in %s perioden niet gemeten."),
    "fit-before-bad": _("De vergelijking lijkt vooraf te weinig op de plek met de aanpak."),
    "instrument-unknown": _("Van %s mensen weten we niet wat het aanbod was."),
    "instrument-never-differs": _("Het aanbod was voor iedereen gelijk."),
    "instrument-moves-nobody": _("Door het aanbod deed niemand vaker mee."),
    "instrument-weak": _("Het aanbod bracht te weinig mensen in beweging: sterkte %s, en %s is nodig."),
    "instrument-follows-from-covariates": _("Het aanbod volgt uit de kenmerken. Dan zegt het niets extra."),
    "instruments-contradict": _("De instrumenten spreken elkaar tegen."),
    "interval-without-ends": _("Het interval heeft geen einde. Alles is dan mogelijk."),
    "interval-in-parts": _("Het interval bestaat uit %s stukken."),
    "no-rows": _("De tabel is leeg."),
    "column-missing": _("In de tabel ontbreekt de kolom %s."),
    "column-wrong-type": _("De kolom %s heeft een verkeerde soort: %s."),
    "outcome-not-finite": _("De uitkomst is bij %s mensen geen gewoon getal."),
    "treated-not-yes-no": _("Bij %s mensen is niet met ja of nee gezegd of zij de aanpak kregen."),
    "data-changed-meanwhile": _("De gegevens veranderden tijdens de berekening."),
    "too-many-patterns": _("De gegevens zijn te grillig voor deze methode: %s verschillende patronen."),
    "too-few-studies": _("Er zijn te weinig studies om samen te nemen: %s, en %s zijn er nodig."),
    "study-without-error": _("Een studie heeft geen onzekerheid bij het getal."),
    "errors-never-differ": _("Alle studies zijn even onzeker. Dan is dit niet te toetsen."),
    "moderator-unknown": _("Van %s studies is dit kenmerk onbekend."),
    "moderators-overlap": _("Kenmerken van studies volgen uit elkaar. Laat er een weg."),
} | METHODS
# Steps of an analysis that are of no one outcome, or of no one method or check.
STEPS = {
    "groups": _("verschil per groep"),
    "course": _("het verloop in de tijd"),
    "since-start": _("het effect per periode sinds het begin"),
    "league": _("aanpakken naast elkaar"),
    "places": _("de plaats van elke aanpak"),
    "projection": _("de verwachting als er niets gebeurt"),
    "back-test": _("hoe goed die verwachting vroeger klopte"),
    "balance-of-money": _("kosten en opbrengsten"),
    "tornado": _("welke aanname over geld het meest telt"),
    "break-even": _("wanneer kosten en opbrengsten gelijk zijn"),
}
OTHER = _("Er is iets aan de hand waar we nog geen zin voor hebben: %s.")


def finding_words(finding: Finding) -> str:
    """Return a finding in a sentence, in the language of the page."""
    if finding.code in TABLES and finding.about and (finding.about[0] in COLUMNS or finding.code in OF_FILES):
        return str(sentence_of(finding))
    if finding.code in FINDINGS:
        return _filled(str(FINDINGS[finding.code]), _told(finding))
    return _unknown(finding.code, finding.about)


def step_words(step: str) -> str:
    """Return a step of an analysis in words: `in_work@365: doubly-robust` tells outcome, time and method."""
    head, _colon, what = step.partition(": ")
    outcome, at, days = head.partition("@")
    if at and days.isdigit():
        # What is looked at on day 0 is of before, and its name says so.
        when = f" {outcomes.after(int(days))}" if int(days) else ""
        told = word(checks.TITLES | designs.DESIGNS | designs.METHODS, what)
        return first_large(f"{outcome_name(outcome)}{when}: {_small(told)}")
    told = word(STEPS, head)
    return first_large(f"{told}: {name_of(what, {})}" if what else told)


def problem_words(problem: Problem) -> str:
    """Return what is wrong with a field of a plan in a sentence, in the language of the page."""
    if problem.code == "needed-by-design":
        design = str(problem.about[0]) if problem.about else ""
        return str(NEEDED_BY_DESIGN) % designs.DESIGNS.get(design, design)
    if problem.code == "estimand-not-of-design":
        return str(NOT_OF_DESIGN) % "; ".join(f"{outcomes.ESTIMANDS[str(one)]} ({one})" for one in problem.about[1:])
    if problem.code in PROBLEMS:
        return _filled(str(PROBLEMS[problem.code]), problem.about)
    return _unknown(problem.code, problem.about)


def field_words(field: str) -> str:
    """Return the name of a field of a plan: `outcomes[0].smallest` is the first of the outcomes."""
    name, _bracket, rest = field.partition("[")
    name = name.partition(".")[0]
    label = str(designs.PLAN_FIELDS.get(name, field))
    return f"{label} {int(rest.partition(']')[0]) + 1}" if rest else label


def outcome_choices() -> list[tuple[str, str]]:
    """Return the outcomes that can be chosen, with their names and units."""
    return [(key, f"{outcomes.NAMES[key]} ({outcomes.UNITS[one.unit]})") for key, one in OUTCOMES.items()]


def _told(finding: Finding) -> tuple[str | int | float, ...]:
    """Return what a finding is about, with words for the steps, methods and findings in it."""
    if finding.code == "analysis-broke" and finding.about and finding.about[0]:
        return (step_words(str(finding.about[0])),)
    if finding.code == "group-refused" and len(finding.about) == 3:
        covariate, group, why = (str(one) for one in finding.about)
        return (name_of(covariate, {}), group_name(group), _small(_without_figures(why)).rstrip("."))
    if finding.code == "method-refused" and len(finding.about) == 2:
        method, why = (str(one) for one in finding.about)
        return (_small(word(designs.METHODS, method)), _small(_without_figures(why)).rstrip("."))
    if finding.code in {"money-of-several-outcomes", "no-spells"}:
        return tuple(outcome_name(str(one)) for one in finding.about)
    return finding.about


def _without_figures(code: str) -> str:
    """Return a finding of which the figures were not kept: a sentence ends before them where it can."""
    head, colon, figures = str(FINDINGS.get(code, "")).partition(":")
    return f"{head}." if colon and "%s" in figures and "%s" not in head else finding_words(Finding(code))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _filled(words: str, about: tuple[str | int | float, ...]) -> str:
    """Put figures in their places: what there is no place for is left out, what there is no figure for is told as ?.

    A sentence with one place takes all that was told, as a list, where it is words.
    """
    places = words.count("%s")
    told = [number_format(f"{one:.4g}") if isinstance(one, float) else str(one) for one in about]
    if places == 1 and len(told) > 1 and all(isinstance(one, str) for one in about):
        told = [", ".join(told)]
    return words % tuple([*told, *["?"] * places][:places]) if places else words


def _unknown(code: str, about: tuple[str | int | float, ...]) -> str:
    told = ", ".join(str(one) for one in about)
    return str(OTHER) % (f"{code} ({told})" if told else code)
