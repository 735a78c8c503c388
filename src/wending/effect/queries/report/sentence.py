"""The sentence on top of a report: what the approach yields, for whom, and how far it may be believed.

An interval always stands with it. Never "significant": the whole interval is told, against the smallest effect that
matters, which was written down before.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from wending.effect.queries.report import numbers
from wending.effect.queries.report_words import outcomes, verdicts, word
from wending.effect.queries.words import finding_words
from wending.effect.rules.answer import OutcomeAnswer
from wending.effect.rules.outcomes import is_worse
from wending.effect.rules.plan import PlannedOutcome
from wending.engine.estimation.terms import Estimate, Finding


class Size(StrEnum):
    """Where an interval lies against none and against the smallest effect that matters."""

    MATTERS = "matters"  # wholly beyond it
    DIFFERS = "differs"  # beyond none, maybe too small to matter
    NONE = "none"  # holds none, and nothing in it matters
    UNKNOWN = "unknown"  # holds none, and something in it matters
    WORSE = "worse"  # beyond none, on the side that is worse


def size_of(estimate: Estimate, planned: PlannedOutcome) -> Size:
    """Return where the interval of an estimate lies; beyond none the wrong way is worse, however small it is."""
    smallest = planned.smallest
    if is_worse(planned.outcome, estimate.low, estimate.high):
        return Size.WORSE
    if estimate.low > 0 or estimate.high < 0:
        nearest = estimate.low if estimate.low > 0 else -estimate.high
        return Size.MATTERS if nearest >= smallest else Size.DIFFERS
    return Size.NONE if -smallest < estimate.low and estimate.high < smallest else Size.UNKNOWN


def effect_sentence(
    planned: PlannedOutcome, estimate: Estimate, design: str, *, is_agreed: bool, other: str = ""
) -> str:
    """Return what comes out, with its interval.

    is_agreed: what matters was agreed before outcomes were opened. other: the name of the approach beside it, "" where
    that is none.
    """
    unit = numbers.unit_of(planned.outcome)
    when = outcomes.when(design, planned.horizon)
    size = size_of(estimate, planned)
    spread = numbers.between(estimate.low, estimate.high, unit)
    smallest = numbers.much(planned.smallest, unit)
    compared = " " + _("Vergeleken is met: %(approach)s.") % {"approach": other} if other else ""
    if unit == "share":
        smallest = numbers.level(planned.smallest, unit)
    if size is Size.NONE:
        return (
            _(
                "We vinden %(when)s geen verschil dat ertoe doet (%(outcome)s). "
                "Met het toeval meegerekend ligt het %(spread)s. Pas vanaf %(smallest)s telt het."
            )
            % {
                "when": when,
                "outcome": word(outcomes.NAMES, planned.outcome),
                "spread": spread,
                "smallest": smallest,
            }
            + compared
        )
    if size is Size.UNKNOWN:
        return (
            _(
                "We weten %(when)s niet of deze aanpak verschil maakt (%(outcome)s). "
                "Met het toeval meegerekend ligt het %(spread)s."
            )
            % {"when": when, "outcome": word(outcomes.NAMES, planned.outcome), "spread": spread}
            + compared
        )
    more = _("meer") if estimate.value > 0 else _("minder")
    told = str(outcomes.SENTENCES[planned.outcome]) % {
        "who": str(outcomes.WHO_BY_DESIGN.get(design) or word(outcomes.WHO, estimate.estimand)),
        "when": when,
        "much": numbers.much(estimate.value, unit),
        "more": more,
        "change": numbers.signed(estimate.value, unit),
        "beside": _("met %(approach)s") % {"approach": other} if other else _("zonder deze aanpak"),
    }
    bar = (
        _("vooraf is afgesproken dat het telt vanaf %(smallest)s.")
        if is_agreed
        else _("volgens het plan telt het vanaf %(smallest)s.")
    ) % {"smallest": smallest}
    if size is Size.WORSE:
        worse = _("Dat is de verkeerde kant op: op dit punt gaat het zonder deze aanpak beter.")
        return f"{told} {_chance(spread)} {worse}"
    last = (_("Dat telt: %(bar)s") if size is Size.MATTERS else _("Het kan te weinig zijn: %(bar)s")) % {"bar": bar}
    return f"{told} {_chance(spread)} {last}"


def _chance(spread: str) -> str:
    return _("Met het toeval meegerekend ligt het %(spread)s.") % {"spread": spread}


def is_answered(one: OutcomeAnswer) -> bool:
    """Say whether there is a number that may be told: an estimate whose design was not refuted."""
    return bool(one.estimates) and one.judgement.verdict != "not-identified"


def needed_words(one: OutcomeAnswer) -> list[str]:
    """Return what a better answer would take; other data are told by what is in the way in those that there are."""
    told: list[str] = []
    for code in one.judgement.needed:
        found = [item for item in one.findings if item.is_grave] if code == "other-data" else []
        told += [_needed(item) for item in found] or [word(verdicts.NEEDED, code)]
    return list(dict.fromkeys(told))


def _needed(found: Finding) -> str:
    if found.code in verdicts.NEEDED_FOR_FINDING:
        return str(verdicts.NEEDED_FOR_FINDING[found.code])
    return _("Gegevens waarin dit niet meer zo is: %(what)s") % {"what": finding_words(found)}


def sentence(one: OutcomeAnswer, design: str, *, is_agreed: bool, other: str = "") -> str:
    """Return the sentence of an outcome: the effect and how sure, or that it cannot be answered; see above."""
    if not is_answered(one):
        told = [str(verdicts.LONG["not-identified"])]
        if one.judgement.needed:
            told.append(_("Dit is nodig voor een antwoord:"))
            told += needed_words(one)
        return " ".join(told)
    first, verdict = one.estimates[0], one.judgement.verdict
    tail = word(verdicts.TAILS, verdict)
    if verdict == "suggestive" and size_of(first, one.planned) in {Size.NONE, Size.UNKNOWN}:
        tail = _("Ook dit is geen bewijs. Hieronder staat waarom.")
    return f"{effect_sentence(one.planned, first, design, is_agreed=is_agreed, other=other)} {tail}"
