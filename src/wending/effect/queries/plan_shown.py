"""A plan as a reader sees it: each field with its name and its lines of text, and how two versions differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from wending.effect.models import Approach
from wending.effect.queries.report_words import designs, name_of, outcomes
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Filter, Money, Plan, PlannedOutcome, Rates
from wending.effect.rules.plan_file import as_mapping, kept_plan
from wending.effect.rules.register import differences


@dataclass(frozen=True)
class Shown:
    """A field of a plan in words."""

    field: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """A field that changed, in words: what it was and what it became."""

    label: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def plan_shown(plan: Plan, language: str) -> tuple[Shown, ...]:
    """Return every field of a plan that says something, in words."""
    names = _names(plan, language)
    shown = ((name, _lines(plan, name, names)) for name in plan.__dataclass_fields__)
    return tuple(Shown(name, str(designs.PLAN_FIELDS[name]), lines) for name, lines in shown if lines)


def plans_differ(before: Mapping[str, Any], after: Mapping[str, Any], language: str) -> tuple[Changed, ...]:
    """Return the fields in which two kept plans differ, in words. What differs is found in the plans themselves."""
    old, new = kept_plan(before), kept_plan(after)
    names = _names(old, language) | _names(new, language)
    # Fields that a plan was kept without have the value of their default.
    return tuple(
        Changed(str(designs.PLAN_FIELDS[one.field]), _lines(old, one.field, names), _lines(new, one.field, names))
        for one in differences(as_mapping(old), as_mapping(new))
    )


def typed_differs(saved: Plan, typed: Plan, language: str) -> list[dict[str, str]]:
    """Return how what is kept differs from what was typed, as the page of two who edit one thing shows it."""
    changed = plans_differ(as_mapping(saved), as_mapping(typed), language)
    return [{"label": one.label, "saved": "; ".join(one.was), "typed": "; ".join(one.now)} for one in changed]


def figure(value: float) -> str:
    """Return a number as it is written in the language of the page, without needless zeros."""
    return str(number_format(f"{value:.10g}", use_l10n=True))


def outcome_name(key: str) -> str:
    """Return the name of an outcome; of a covariate its own."""
    return str(outcomes.NAMES[key]) if key in outcomes.NAMES else name_of(key, {})


def _names(plan: Plan, language: str) -> dict[str, str]:
    field = "name_en" if language == "en" else "name_nl"
    keys = [plan.approach, plan.against, *plan.rivals]
    return dict(Approach.objects.filter(key__in=keys).values_list("key", field))


def _lines(plan: Plan, name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    value = getattr(plan, name)
    if name == "against" and not value:
        return (_("niets, of de gewone gang van zaken"),)
    if value in ("", (), None) or value == {}:
        return ()
    made = _MAKERS.get(name)
    if made:
        return tuple(made(value, names))
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)


def _approach(key: str, names: Mapping[str, str]) -> str:
    # Two approaches may have one name; their keys differ.
    return f"{names[key]} ({key})" if key in names else key


def _outcome(one: PlannedOutcome) -> str:
    unit = outcomes.UNITS[OUTCOMES[one.outcome].unit] if one.outcome in OUTCOMES else ""
    # Shares are told of one hundred, as everywhere.
    of_share = one.outcome in OUTCOMES and OUTCOMES[one.outcome].unit == "share"
    return _("%(use)s: %(name)s, %(when)s. Kleinste effect dat telt: %(least)s %(unit)s") % {
        "use": designs.USES[one.use.value],
        "name": outcome_name(one.outcome),
        "when": outcomes.horizon(one.horizon) if one.horizon == 0 else outcomes.after(one.horizon),
        "least": figure(one.smallest * 100 if of_share else one.smallest),
        "unit": unit,
    }


def _filter(one: Filter) -> str:
    value = one.value if isinstance(one.value, str) else figure(one.value)
    return f"{name_of(one.covariate, {})} {designs.TESTS.get(one.test, one.test)} {value}"


def _money(one: Money) -> str:
    told = _("%(item)s: € %(central)s (%(low)s tot %(high)s), prijzen van %(year)s. Bron: %(source)s.") % {
        "item": one.item,
        "central": figure(one.central),
        "low": figure(one.low),
        "high": figure(one.high),
        "year": one.year,
        "source": one.source,
    }
    told += " " + _("Van elke euro: %s.") % ", ".join(_share(view, share) for view, share in one.views.items())
    if one.is_yearly:
        told += " " + _("Komt elk jaar terug.")
    return told + (" " + _("Per eenheid van: %s.") % outcome_name(one.outcome) if one.outcome else "")


def _share(view: str, share: float) -> str:
    told = _("%(who)s betaalt %(share)s") if share < 0 else _("%(who)s krijgt %(share)s")
    return told % {"who": designs.VIEWS.get(view, view), "share": figure(abs(share))}


def _rates(one: Rates) -> list[str]:
    return [
        _("Later geld telt per jaar %(rate)s minder. Bron: %(source)s")
        % {"rate": figure(one.discount), "source": one.discount_source},
        _("Over %s jaar") % one.years,
        _("Van het effect blijft per jaar %(rate)s. Bron: %(source)s")
        % {
            "rate": _range(one.persistence, one.persistence_low, one.persistence_high),
            "source": one.persistence_source,
        },
        _("Deel dat ten koste gaat van anderen: %(rate)s. Bron: %(source)s")
        % {
            "rate": _range(one.displacement, one.displacement_low, one.displacement_high),
            "source": one.displacement_source,
        },
    ]


def _range(central: float, low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return figure(central)
    return _("%(central)s (%(low)s tot %(high)s)") % {
        "central": figure(central),
        "low": figure(central if low is None else low),
        "high": figure(central if high is None else high),
    }


_MAKERS: Mapping[str, Any] = {
    "approach": lambda value, names: [_approach(value, names)],
    "against": lambda value, names: [_approach(value, names)],
    "rivals": lambda value, names: [_approach(key, names) for key in value],
    "covariates": lambda value, names: [name_of(key, {}) for key in value],
    "groups": lambda value, names: [name_of(key, {}) for key in value],
    "design": lambda value, names: [str(designs.DESIGNS[value.value])],
    "estimand": lambda value, names: [str(outcomes.ESTIMANDS[value.value])],
    "frozen_on": lambda value, names: [date_format(value, "j F Y")],
    "outcomes": lambda value, names: map(_outcome, value),
    "population": lambda value, names: map(_filter, value),
    "design_terms": lambda value, names: [
        f"{name}: {told if isinstance(told, str) else figure(told)}" for name, told in value.items()
    ],
    "expected_spread": lambda value, names: [figure(value)],
    "money": lambda value, names: map(_money, value),
    "rates": lambda value, names: _rates(value),
}
