"""All that a scientist needs: the plan and its changes, the flow of people, every design, and with what it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers, pictures
from wending.effect.queries.report.content import Registered, Section, Table, is_as_agreed
from wending.effect.queries.report.sentence import Size, size_of
from wending.effect.queries.report.summary import population_words
from wending.effect.queries.report.tables import table
from wending.effect.queries.report_words import designs, name_of, outcomes, verdicts, word
from wending.effect.queries.words import finding_words
from wending.effect.rules.answer import PARTS, Answer, OutcomeAnswer, part
from wending.engine.estimation.terms import Finding


def plan_section(answer: Answer, names: Mapping[str, str], question: str, registered: Registered | None) -> Section:
    """Return the plan on which the answer rests; that it was written down before is told only where that is so."""
    plan = answer.plan
    unit = numbers.unit_of(plan.primary.outcome)
    rows = [
        (_("Vraag"), question),
        (_("Welke aanpak"), name_of(plan.approach, names)),
        (_("Vergeleken met"), name_of(plan.against, names) if plan.against else _("niets of wat gewoon is")),
        (_("Opzet"), word(designs.DESIGNS, plan.design)),
        (_("Om wie het gaat"), word(outcomes.ESTIMANDS, plan.estimand)),
        (_("Groep vastgelegd op"), date_format(plan.frozen_on, "j F Y")),
        (_("Kenmerken vooraf"), ", ".join(name_of(one, names) for one in plan.covariates) or numbers.UNKNOWN),
        (_("Groepen"), ", ".join(name_of(one, names) for one in plan.groups) or numbers.UNKNOWN),
        (
            _("Wie er in de groep zit"),
            "; ".join(population_words(one.covariate, one.test, one.value, names) for one in plan.population)
            or _("iedereen"),
        ),
        (
            _("Vooraf verwacht"),
            _("%(treated)s deelnemers, %(compared)s anderen, spreiding %(spread)s")
            % {
                "treated": numbers.whole(plan.expected_treated),
                "compared": numbers.whole(plan.expected_compared),
                "spread": numbers.tell(plan.expected_spread, unit),
            },
        ),
    ]
    planned = tuple(
        (
            word(outcomes.NAMES, one.outcome) if one.outcome in outcomes.NAMES else name_of(one.outcome, names),
            word(designs.USES, one.use),
            outcomes.horizon(one.horizon),
            numbers.tell(one.smallest, numbers.unit_of(one.outcome) or unit),
        )
        for one in plan.outcomes
    )
    heads = (_("Uitkomst"), _("Waarvoor"), _("Na"), _("Kleinste effect dat telt"))
    tables = [
        Table(_("Het plan"), (_("Wat"), _("Hoe")), tuple(rows)),
        Table(_("Uitkomsten van het plan"), heads, planned),
    ]
    if plan.money:
        money = tuple(
            (
                word(designs.ITEMS, one.item),
                _("%(central)s (%(low)s tot %(high)s)")
                % {name: numbers.euros(getattr(one, name)) for name in ("central", "low", "high")},
                ", ".join(f"{word(designs.VIEWS, view)} {numbers.short(share)}" for view, share in one.views.items()),
                f"{one.source}, {one.year}",
            )
            for one in plan.money
        )
        tables.append(
            Table(_("Kosten en opbrengsten, met bron"), (_("Post"), _("Bedrag"), _("Voor wie"), _("Bron")), money)
        )
    if plan.rates:
        rates = plan.rates
        told = (
            (_("Waarde van later geld, per jaar"), numbers.short(rates.discount), rates.discount_source),
            (_("Jaren"), numbers.whole(rates.years), numbers.UNKNOWN),
            (_("Deel van het effect dat elk jaar blijft"), numbers.short(rates.persistence), rates.persistence_source),
            (_("Deel dat anderen verdringt"), numbers.short(rates.displacement), rates.displacement_source),
        )
        tables.append(Table(_("Rekenregels voor geld, met bron"), (_("Wat"), _("Getal"), _("Bron")), told))
    if registered is None:
        title = _("Het plan")
    elif registered.before is None:
        title = _("Het plan, zoals het vooraf is vastgelegd")
    else:
        title = _("Het plan, zoals het werd toen de uitkomsten al te zien waren")
    return Section("plan", title, tables=tuple(tables))


def changes_section(registered: Registered | None) -> Section:
    """Return what was changed after the plan was registered, until the day it is read; that nothing was is told too."""
    title = _("Wat later is veranderd")
    if registered is None:
        return Section("changes", title, (_("Dat weten we niet. Achter dit verslag staat geen register."),))
    if not registered.changes:
        told = _("Op %(day)s was het plan na het vastleggen niet veranderd.")
        return Section("changes", title, (told % {"day": date_format(registered.on, "j F Y")},))
    rows = tuple(
        (
            date_format(one.on, "j F Y"),
            ", ".join(word(designs.PLAN_FIELDS, name) for name in one.fields) or numbers.UNKNOWN,
            one.reason or numbers.UNKNOWN,
            _("ja") if one.was_opened else _("nee"),
            _("nee, later") if one.is_after else _("ja"),
        )
        for one in registered.changes
    )
    heads = (
        _("Datum"),
        _("Wat"),
        _("Waarom"),
        _("Waren de uitkomsten toen al te zien?"),
        _("Geldt het voor dit antwoord?"),
    )
    return Section("changes", title, tables=(Table(title, heads, rows),))


def people_section(answer: Answer) -> Section:
    """Return how many people there were from the frozen population to the analysis."""
    rows = tuple(
        (word(designs.COUNTS, name), _("niet getoond") if count is None else numbers.whole(count))
        for name, count in answer.counts
    )
    title = _("Van de hele groep naar de berekening")
    heard = tuple(finding_words(one) for one in answer.findings)
    texts = []
    if answer.hides_few:
        texts.append(
            _("Aantallen van minder dan 10 tonen we niet. Ook niet de aantallen waaruit je ze kunt uitrekenen.")
        )
    return Section("people", title, tuple(texts), points=heard, tables=(Table(title, (_("Stap"), _("Mensen")), rows),))


def estimates_section(one: OutcomeAnswer, registered: Registered | None) -> Section:
    """Return the registered estimate and every other design beside it."""
    unit = numbers.unit_of(one.planned.outcome)
    title = _("Alle berekeningen naast elkaar")
    if not one.estimates:
        told = tuple(finding_words(item) for item in one.findings)
        return Section("estimates", title, (_("Er is geen getal."),), points=told)
    rows = tuple(
        (
            word(designs.METHODS, each.method),
            word(outcomes.WHO, each.estimand),
            numbers.tell(each.value, unit),
            numbers.tell(each.low, unit),
            numbers.tell(each.high, unit),
            numbers.tell(each.error, unit),
            numbers.whole(each.treated),
            numbers.whole(each.compared),
            numbers.whole(each.effective),
        )
        for each in one.estimates
    )
    heads = (
        _("Methode"),
        _("Voor welke mensen"),
        _("Effect"),
        _("Laag"),
        _("Hoog"),
        _("Standaardfout"),
        _("Deelnemers"),
        _("Vergelijking"),
        _("Telt na weging"),
    )
    first = _("De eerste is vooraf gekozen.") if is_as_agreed(registered) else _("De eerste is die van het plan.")
    texts = [f"{first} {_('De andere staan ernaast om te zien of de keuze uitmaakt.')}"]
    if unit:
        texts.append(_("Eenheid: %(unit)s.") % {"unit": word(outcomes.UNITS, unit)})
    return Section(
        "estimates",
        title,
        tuple(texts),
        chart=pictures.designs_together(one.planned, one.estimates),
        tables=(Table(title, heads, rows),),
    )


def since_section(one: OutcomeAnswer, names: Mapping[str, str]) -> tuple[Section, ...]:
    """Return the effect by periods since the start, where units began at different times."""
    found = part(one, "since-start")
    if found is None:
        return ()
    unit = numbers.unit_of(one.planned.outcome)
    title = _("Het effect per periode sinds het begin")
    texts = (
        _("Het hoofdgetal is een gemiddelde over alle perioden. Hier zie je of het effect groeit of verdwijnt."),
        _("Het smalle interval geldt voor één periode. De brede gelden samen met 95% zekerheid."),
    )
    shown = (table(title, PARTS["since-start"], found.rows, unit, names),) if found.rows else ()
    chart = pictures.of_since_start(found, unit, one.planned.smallest)
    return (Section("since-start", title, texts, _told(found.findings), chart, shown),)


def others_section(answer: Answer) -> Section:
    """Return every outcome of the plan with its interval, the nulls as well."""
    title = _("Alle uitkomsten")
    rows = []
    for one in answer.outcomes:
        unit = numbers.unit_of(one.planned.outcome)
        name = word(outcomes.NAMES, one.planned.outcome)
        first = one.estimates[0] if one.estimates else None
        told = numbers.interval(first.value, first.low, first.high, unit) if first else _("geen antwoord")
        if first and size_of(first, one.planned) is Size.WORSE:
            told = _("%(effect)s: de verkeerde kant op") % {"effect": told}
        sure = [word(verdicts.SHORT, one.judgement.verdict)] if first else []
        rows.append(
            (
                name,
                word(designs.USES, one.planned.use),
                outcomes.horizon(one.planned.horizon),
                told,
                word(outcomes.UNITS, unit) if unit else numbers.UNKNOWN,
                "; ".join([*sure, *(finding_words(item) for item in one.findings)]),
            )
        )
    heads = (_("Uitkomst"), _("Waarvoor"), _("Na"), _("Effect met interval"), _("Eenheid"), _("Hoe zeker"))
    return Section("outcomes", title, tables=(Table(title, heads, tuple(rows)),))


def part_sections(answer: Answer, names: Mapping[str, str]) -> tuple[Section, ...]:
    """Return league, back-test, tornado and break-even: each with its uncertainty, or why it is not there."""
    one = answer.primary
    unit = numbers.unit_of(one.planned.outcome)
    sections = []
    league, places = part(one, "league"), part(one, "places")
    if league is not None:
        title = _("Aanpakken tegenover elkaar")
        tables = [table(title, PARTS["league"], league.rows, unit, names)] if league.rows else []
        if places is not None and places.rows:
            tables.append(
                table(_("Hoe zeker is de plaats van elke aanpak?"), PARTS["places"], places.rows, unit, names)
            )
        texts = (
            _("Dit is geen ranglijst. De plaats van een aanpak is onzeker: kijk naar de intervallen."),
            _("Alle intervallen samen gelden met 95% zekerheid."),
        )
        chart = pictures.of_league(league, unit, names, one.planned.smallest)
        heard = _told((*league.findings, *(places.findings if places is not None and league.rows else ())))
        sections.append(Section("league", title, texts, heard, chart, tuple(tables)))
    wider = part(one, "expansion")
    if wider is not None:
        title = _("En als anderen het ook kregen?")
        shown = (table(title, PARTS["expansion"], wider.rows, unit, names),) if wider.rows else ()
        alike = (_("Alleen voor mensen die lijken op wie meedeed. Voor anderen weten we het niet."),)
        sections.append(Section("expansion", title, alike, _told(wider.findings), None, shown))
    ahead = part(one, "projection")
    if ahead is not None:
        title = _("Als we niets doen: hoe gaat het verder?")
        shown = (table(title, PARTS["projection"], ahead.rows, unit, names),) if ahead.rows else ()
        course = (_("Zo gaat het verder zonder de aanpak, als de toekomst op het verleden lijkt."),)
        chart = pictures.of_projection(ahead, unit)
        sections.append(Section("projection", title, course, _told(ahead.findings), chart, shown))
    tested = part(one, "back-test")
    if tested is not None:
        title = _("Had die voorspelling vroeger geklopt?")
        shown = (table(title, PARTS["back-test"], tested.rows, unit, names),) if tested.rows else ()
        held = (
            _("We hebben de voorspelling op het verleden geprobeerd. Van elke 100 intervallen horen er 95 te kloppen."),
            _("De fout staat naast die van de eenvoudigste gok: de laatste waarde blijft zo."),
        )
        sections.append(
            Section("back-test", title, held, _told(tested.findings), pictures.of_back_test(tested, unit), shown)
        )
    for code, title in (
        ("tornado", _("Welke aanname over geld doet het meest?")),
        ("break-even", _("Wanneer komt het uit de kosten?")),
    ):
        found = part(answer, code)
        if found is not None:
            shown = (table(title, PARTS[code], found.rows, unit, names),) if found.rows else ()
            chart = pictures.of_tornado(found) if code == "tornado" else None
            sections.append(Section(code, title, (), _told(found.findings), chart, shown))
    return tuple(sections)


def _told(found: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding_words(one) for one in found)


def made_section(answer: Answer, counted: Sequence[str] = ()) -> Section:
    """Return with what it was made: versions, digests of data and plan, the seed, and which of all runs it is."""
    made = answer.made
    rows = [
        (_("Gemaakt op"), made.at),
        ("Wending", made.wending),
        *sorted(made.libraries.items()),
        (_("Startgetal voor toeval"), str(made.seed)),
        (_("Vingerafdruk van het plan (SHA-256)"), made.plan),
        *((_("Vingerafdruk van %(table)s (SHA-256)") % {"table": name}, told) for name, told in made.data.items()),
        (_("Verzonnen gegevens"), _("ja") if made.is_synthetic else _("nee")),
    ]
    title = _("Waarmee dit is gemaakt")
    return Section("made", title, tuple(counted), tables=(Table(title, (_("Wat"), _("Welke")), tuple(rows)),))
