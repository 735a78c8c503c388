"""Numbers as people read them, per unit of an outcome and in the present language. A share is told per 100 people."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, isfinite, log10

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wending.effect.rules.outcomes import OUTCOMES

UNKNOWN = "–"
# Numbers per 100 people, euros, and so on are rounded to as many decimals as people can use.
DECIMALS = {"share": 1, "hours_per_week": 1, "euro_per_hour": 2, "euro_per_month": 0, "points": 2, "days": 1}


def unit_of(outcome: str) -> str:
    """Return the unit of an outcome; of a covariate that stands for one, it is not known ("")."""
    return OUTCOMES[outcome].unit if outcome in OUTCOMES else ""


def number(value: float | None, places: int = 2) -> str:
    """Return a number with so many decimals, a real minus sign and no "-0"."""
    if value is None:
        return UNKNOWN
    if not isfinite(value):
        return UNKNOWN if value != value else ("∞" if value > 0 else "−∞")
    rounded = round(value, places)
    shown = str(number_format(abs(rounded), decimal_pos=places, use_l10n=True, force_grouping=True))
    return f"−{shown}" if rounded < 0 else shown


def short(value: float | None) -> str:
    """Return a number with about three digits that matter, without zeros at the end."""
    if value is None or not isfinite(value) or value == 0:
        return number(value, 0)
    places = min(max(2 - floor(log10(abs(value))), 0), 6)
    rounded = round(value, places)
    while places and round(rounded, places - 1) == rounded:
        places -= 1
    return number(rounded, places)


def scaled(value: float, unit: str) -> float:
    """Return a value in the unit in which people read it: a share per 100."""
    return value * 100 if unit == "share" else value


def tell(value: float | None, unit: str) -> str:
    """Return a value in the decimals of its unit, without the words of the unit."""
    if value is None or not isfinite(value):
        return number(value)
    return number(scaled(value, unit), DECIMALS[unit]) if unit in DECIMALS else short(value)


def trimmed(value: float, unit: str) -> str:
    """Return a value as `tell` does, a whole number without decimals: money keeps its cents."""
    places = DECIMALS.get(unit, 2)
    shown = scaled(value, unit)
    is_whole = round(shown, places) == round(shown) and unit != "euro_per_hour"
    return number(shown, 0) if is_whole else tell(value, unit)


def teller(unit: str) -> Callable[[float], str]:
    """Return how marks of an axis are told: no more decimals than they need."""
    return lambda value: short(scaled(value, unit))


def much(value: float, unit: str) -> str:
    """Return how much, without sign and with the words of its unit, as it stands in a sentence."""
    shown = trimmed(abs(value), unit)
    words = {
        "hours_per_week": _("%(n)s uur per week"),
        "euro_per_hour": _("€ %(n)s per uur"),
        "euro_per_month": _("€ %(n)s per maand"),
        "points": _("%(n)s punt"),
        "days": _("%(n)s dagen"),
    }
    return words[unit] % {"n": shown} if unit in words else shown


def signed(value: float, unit: str) -> str:
    """Return how much with more or less: "3,1 van de 100 mensen meer"."""
    if tell(value, unit) == tell(0.0, unit):
        return level(0.0, unit)
    if unit == "share":
        of_100 = {"n": trimmed(abs(value), unit)}
        return (_("%(n)s van de 100 meer") if value > 0 else _("%(n)s van de 100 minder")) % of_100
    told = much(value, unit)
    return _("%(n)s meer") % {"n": told} if value > 0 else _("%(n)s minder") % {"n": told}


def between(low: float, high: float, unit: str) -> str:
    """Return an interval of effects in words."""
    if low > 0 or high < 0:
        nearest, farthest = sorted((abs(low), abs(high)))
        return _("tussen %(low)s en %(high)s") % {
            "low": _bare(nearest, unit),
            "high": signed(farthest if low > 0 else -farthest, unit),
        }
    return _("tussen %(low)s en %(high)s") % {"low": signed(low, unit), "high": signed(high, unit)}


def levels(low: float, high: float, unit: str) -> str:
    """Return an interval of heights in words: "tussen 38 en 44 van de 100"."""
    return _("tussen %(low)s en %(high)s") % {"low": _bare(low, unit), "high": level(high, unit)}


def _bare(value: float, unit: str) -> str:
    """Return the first number of an interval, whose unit follows the second: only a sign of money stands here."""
    shown = trimmed(value, unit)
    return f"€ {shown}" if unit.startswith("euro") else shown


def interval(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """Return a value with its interval, for tables and labels."""
    if value is None:
        return UNKNOWN
    if low is None or high is None:
        return tell(value, unit)
    return _("%(value)s (%(low)s tot %(high)s)") % {
        "value": tell(value, unit),
        "low": tell(low, unit),
        "high": tell(high, unit),
    }


def level(value: float, unit: str) -> str:
    """Return a height, not a difference: "41 van de 100", "€ 2.100 per maand"."""
    return _("%(n)s van elke 100") % {"n": trimmed(value, unit)} if unit == "share" else much(value, unit)


def euros(value: float | None) -> str:
    """Return an amount in whole euros."""
    if value is None:
        return UNKNOWN
    shown = number(value, 0)
    return f"−€ {shown[1:]}" if shown.startswith("−") else f"€ {shown}"


def whole(value: float | int | None) -> str:
    """Return a count."""
    return number(value, 0)
