"""What a policy maker reads: the picture, how sure, for whom, what it costs, and what happens if we do nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers, pictures
from wending.effect.queries.report.content import Registered, Section
from wending.effect.queries.report.sentence import Size, is_answered, needed_words, size_of
from wending.effect.queries.report.tables import table
from wending.effect.queries.report_words import (
    designs,
    first_large,
    group_name,
    name_of,
    outcomes,
    verdicts,
    word,
)
from wending.effect.queries.words import finding_words
from wending.effect.rules.agreed import MONEY, changed_fields
from wending.effect.rules.answer import PARTS, Answer, OutcomeAnswer, Part, part
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import OVER_PERIODS, Money
from wending.engine.estimation.check import Cell, State
from wending.engine.estimation.design import BY_LOT
from wending.engine.estimation.terms import Finding

# Groups that are told first: it is for them that most is at stake.
FIRST_GROUPS = ("schooling",)
LOW = frozenset({"low", "laag", "1", "basic"})


def picture(one: OutcomeAnswer, design: str, *, is_agreed: bool, other: str = "") -> Section:
    """Return the one picture: the course with and without; else the effect against the smallest that matters.

    is_agreed, other: as in a sentence.
    """
    unit = numbers.unit_of(one.planned.outcome)
    name = word(outcomes.NAMES, one.planned.outcome)
    followed = part(one, "course")
    if not is_answered(one):
        return Section("picture", _("Waarom er geen getal is"), points=tuple(_reasons(one)))
    if followed is not None and len(followed.rows) > 1:
        title = _("Het verloop: %(outcome)s") % {"outcome": name}
        shown = table(title, PARTS["course"], followed.rows, unit, {})
        beside = (_("Zonder is hier: met %(approach)s.") % {"approach": other},) if other else ()
        return Section("picture", title, beside, chart=pictures.course(followed, unit), tables=(shown,))
    title = _("Het effect: %(outcome)s") % {"outcome": name}
    first = one.estimates[0]
    shown = table(
        title,
        ("outcome", "value", "low", "high"),
        [(one.planned.outcome, first.value, first.low, first.high)],
        unit,
        {},
    )
    chart = pictures.effect_against_smallest(one.planned, first, design)
    zone = _("Het gekleurde vlak is te klein om te tellen.")
    whence = _("Dat is vooraf zo afgesproken.") if is_agreed else _("Zo staat het in het plan.")
    texts = (f"{zone} {whence}",)
    return Section("picture", title, texts, chart=chart, tables=(shown,))


def _failed(one: OutcomeAnswer) -> set[str]:
    return {check.code.value for check in one.checks if check.state is State.FAILED}


def how_sure(one: OutcomeAnswer) -> Section:
    """Return the verdict in words with its reasons, and what a surer answer would take."""
    judged = one.judgement
    texts = [word(verdicts.LONG, judged.verdict)]
    if one.checks:
        many = {state.value: sum(check.state is state for check in one.checks) for state in State}
        texts.append(
            _(
                "Van de %(all)s controles: %(passed)s goed, %(failed)s niet goed, "
                "%(cannot)s niet te doen, %(told)s zonder grens."
            )
            % (many | {"all": len(one.checks)})
        )
    points = _reasons(one)
    if is_answered(one):
        points += [_("Nodig voor een beter antwoord: %(what)s") % {"what": what} for what in needed_words(one)]
    return Section("sure", _("Hoe zeker is dit?"), tuple(texts), tuple(points), state=judged.verdict)


def _reasons(one: OutcomeAnswer) -> list[str]:
    """Return why not more: the checks that held it down, and what is in the way of a number."""
    failed = _failed(one)
    told = [_reason(code, failed) for code in one.judgement.reasons if not (code.startswith("data:") and one.findings)]
    return list(dict.fromkeys([*told, *(finding_words(item) for item in one.findings if item.is_grave)]))


def _reason(code: str, failed: set[str]) -> str:
    """Return a reason ("placebo:too-imprecise", "data:too-few-treated") in words."""
    about, _colon, why = code.partition(":")
    if why in verdicts.WHY:
        return finding_words(Finding(why))
    if about in verdicts.FAILED:
        return word(verdicts.FAILED if about in failed else verdicts.CANNOT, about)
    return finding_words(Finding(why or about))


def for_whom(answer: Answer, one: OutcomeAnswer, names: Mapping[str, str]) -> Section:
    """Return for whom it holds and what it does per group, the low-skilled first."""
    unit = numbers.unit_of(one.planned.outcome)
    texts = []
    if is_answered(one):
        first, design = one.estimates[0], answer.plan.design
        texts.append(str(outcomes.ESTIMANDS_BY_DESIGN.get(design) or word(outcomes.ESTIMANDS, first.estimand)))
        texts.append(
            str(outcomes.COMPARED_BY_DESIGN.get(design, outcomes.COMPARED))
            % {"treated": numbers.whole(first.treated), "compared": numbers.whole(first.compared)}
        )
    bounds = [population_words(item.covariate, item.test, item.value, names) for item in answer.plan.population]
    if bounds:
        texts.append(_("In de groep: %(bounds)s.") % {"bounds": "; ".join(bounds)})
    found = part(one, "groups")
    title = _("Voor wie?")
    if found is None or not found.rows or not is_answered(one):
        texts.append(_("Of het voor de ene groep meer doet dan voor de andere, weten we niet."))
        return Section("whom", title, tuple(texts), points=_why(found))
    ordered = Part("groups", tuple(sorted(found.rows, key=_low_first)))
    texts.append(
        _("De dikke balk is het interval per groep. De dunne lijn geldt voor alle groepen samen: kijk daarnaar.")
    )
    return Section(
        "whom",
        title,
        tuple(texts),
        points=_why(found),
        chart=pictures.of_groups(ordered, unit, names, one.planned.smallest),
        tables=(table(title, PARTS["groups"], ordered.rows, unit, names),),
    )


def _low_first(row: tuple[object, ...]) -> tuple[bool, bool]:
    return (row[0] not in FIRST_GROUPS, str(row[1]).lower() not in LOW)


def _why(found: Part | None) -> tuple[str, ...]:
    return tuple(finding_words(item) for item in found.findings) if found is not None else ()


def population_words(covariate: str, test: str, value: str | float, names: Mapping[str, str]) -> str:
    """Return a bound on who is in the population in words."""
    shown = group_name(value) if isinstance(value, str) else numbers.short(float(value))
    return f"{name_of(covariate, names)} {word(designs.TESTS, test)} {shown}"


def costs(answer: Answer, registered: Registered | None = None, cost: Money | None = None) -> Section:
    """Return what it costs, the net value by view as ranges, and when it breaks even; what is not known is told.

    cost: what the approach costs by the register, for a plan that says nothing of it.
    """
    title = _("Wat kost het, wat levert het op in geld?")
    found = part(answer, "balance-of-money")
    texts = [_cost(one) for one in answer.plan.money if not one.outcome]
    if cost is not None and not answer.plan.money:
        texts = [_cost(cost)]
    unknown = _("Wat het in geld oplevert, weten we (nog) niet.") if texts else _("Dat weten we (nog) niet.")
    if registered and registered.before and changed_fields(registered.before, answer.plan) & MONEY:
        texts.append(_("De bedragen of rekenregels zijn veranderd toen de uitkomsten al te zien waren."))
    if found is None or not found.rows or not is_answered(answer.primary):
        return Section("costs", title, (*texts, unknown), points=_why(found))
    if answer.plan.rates:
        texts.append(
            _("Opbrengst min kosten per deelnemer, gerekend over %(n)s jaar.") % {"n": answer.plan.rates.years}
        )
    texts.append(_("De balk is de onzekerheid. Links van de nul kost het meer dan het oplevert."))
    even = part(answer, "break-even")
    unit = numbers.unit_of(answer.primary.planned.outcome)
    worth = {str(row[0]): tuple(row[1:4]) for row in found.rows}
    points = [_even(row, worth.get(str(row[0]), ()), unit) for row in even.rows] if even is not None else []
    shown = table(
        title,
        ("view", "low", "central", "high", "profit"),
        found.rows,
        unit,
        {},
        frozenset({"profit"}),
        frozenset({"low", "central", "high"}),
    )
    return Section(
        "costs",
        title,
        tuple(texts),
        points=tuple(points) + _why(found),
        chart=pictures.of_money(found),
        tables=(shown,),
    )


def _cost(one: Money) -> str:
    """Return what a part of the approach costs for each who takes part, with its range and where it comes from."""
    each = _("per deelnemer per jaar") if one.is_yearly else _("per deelnemer")
    return _("%(item)s: %(cost)s %(each)s (%(low)s tot %(high)s; bron: %(source)s, %(year)s).") % {
        "item": first_large(word(designs.ITEMS, one.item)),
        "cost": numbers.euros(one.central),
        "each": each,
        "low": numbers.euros(one.low),
        "high": numbers.euros(one.high),
        "source": one.source,
        "year": one.year,
    }


def _even(row: tuple[Cell, ...], worth: tuple[Cell, ...], unit: str) -> str:
    """Return when it is even for one party (row: view, effect, cost); worth: what it gets in all, from low to high."""
    view, effect, cost = row
    who = {"who": word(designs.VIEWS, str(view))}
    if not isinstance(effect, int | float):
        if worth and not any(worth):
            return _("Voor %(who)s verandert er niets in geld.") % who
        return _("Voor %(who)s hangt het geld niet af van het effect.") % who
    if effect == 0:
        return _("Voor %(who)s kost de aanpak zelf niets. Het geld hangt alleen af van het effect.") % who
    least = {"effect": numbers.signed(float(effect), unit)}
    told = _("Voor %(who)s komt het uit de kosten vanaf %(effect)s.") % (who | least)
    if not isinstance(cost, int | float) or cost <= 0:
        return told
    most = _("Bij het gevonden effect mag het hoogstens %(cost)s per deelnemer kosten.")
    return f"{told} {most % {'cost': numbers.euros(float(cost))}}"


def if_nothing(answer: Answer, one: OutcomeAnswer, other: str = "") -> Section:
    """Return what would have become of the treated without, or with the `other` approach: a level with its interval."""
    title = _("En met de andere aanpak?") if other else _("En als we niets doen?")
    if one.untreated is None or not is_answered(one):
        return Section("nothing", title, (_("Dat is met deze gegevens niet te zeggen."),))
    unit = numbers.unit_of(one.planned.outcome)
    value, low, high = one.untreated
    told = _("%(outcome)s, %(when)s, %(beside)s: %(value)s (%(spread)s).") % {
        "outcome": first_large(word(outcomes.NAMES, one.planned.outcome)),
        "when": outcomes.when(answer.plan.design, one.planned.horizon),
        "beside": _("met %(approach)s") % {"approach": other} if other else _("zonder de aanpak"),
        "value": numbers.level(value, unit),
        "spread": numbers.levels(low, high, unit),
    }
    if OUTCOMES[one.planned.outcome].of == "organisation":
        return Section("nothing", title, (told, _("Zo zou het met deze organisaties zijn gegaan. Dat is geschat.")))
    texts = [told]
    if answer.plan.design in OVER_PERIODS:
        texts.append(_("Zo zou het zijn gegaan met wie begon. Dat is geschat uit wie niet of later begon."))
    elif answer.plan.design in BY_LOT:
        texts.append(_("Zo zou het de deelnemers zijn vergaan. Dat is geschat uit de mensen die het lot niet aanwees."))
    else:
        texts.append(_("Zo zou het de deelnemers zijn vergaan. Dat is geschat uit mensen die op hen lijken."))
    size = size_of(one.estimates[0], one.planned) if one.estimates else None
    if other:
        texts.append(_("Hoe het zonder iets zou gaan, zegt dit onderzoek niet: de anderen kregen ook een aanpak."))
    elif size is Size.WORSE:
        texts.append(_("Met de aanpak is het slechter dan dit."))
    elif size in {Size.NONE, Size.UNKNOWN}:
        texts.append(_("Of niets doen slechter is, blijkt niet uit dit onderzoek."))
    return Section("nothing", title, tuple(texts))
