"""Figures of dashboards in words: shares with numerator, denominator and unknown beside them, and how they went."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wending.effect.rules.indicators import Base, Share
from wending.engine.estimation.missing import score_interval
from wending.reference.rules.indicators import Indicator


@dataclass(frozen=True)
class ShareShown:
    """A share of a group: counts, None where hidden; `low` and `high` are the 95% interval of the percentage."""

    label: str
    base: int | None
    yes: int | None
    no: int | None
    unknown: int | None
    has_no: bool = True

    @property
    def known(self) -> int | None:
        """Who told: yes and no together."""
        return None if self.yes is None or self.no is None or not self.has_no else self.yes + self.no

    @property
    def percent(self) -> float | None:
        """Yes of every hundred who told; None where either is hidden, or no "no" can be known."""
        return None if not self.known or self.yes is None else 100 * self.yes / self.known

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the percentage."""
        if not self.known or self.yes is None:
            return None
        low, high = score_interval(self.yes, self.known)
        return 100 * low, 100 * high

    @property
    def percent_text(self) -> str:
        """The percentage with its interval, or that it is hidden."""
        if self.percent is None or self.interval is None:
            return ""
        low, high = (floatformat(one, 0) for one in self.interval)
        return _("%(value)s%% (%(low)s tot %(high)s)") % {
            "value": floatformat(self.percent, 0),
            "low": low,
            "high": high,
        }

    @property
    def percent_or_none(self) -> str | None:
        """The percentage in words, None where it is hidden."""
        return self.percent_text or None

    @property
    def is_hidden(self) -> bool:
        """Whether neither numerator nor denominator may be shown."""
        return self.yes is None and self.known is None

    @property
    def sentence(self) -> str:
        """Numerator, denominator and unknown in words, of what is not hidden."""
        unknown = (
            _("onbekend: verborgen") if self.unknown is None else _("van %(n)s weten we het niet") % {"n": self.unknown}
        )
        if self.known is not None:
            return _("%(yes)s van de %(known)s van wie we het weten; %(unknown)s.") % {
                "yes": self.yes,
                "known": self.known,
                "unknown": unknown,
            }
        return ngettext("%(yes)s mens; %(unknown)s.", "%(yes)s mensen; %(unknown)s.", self.yes or 0) % {
            "yes": self.yes,
            "unknown": unknown,
        }

    @property
    def parts(self) -> list[dict[str, object]]:
        """The parts of its bar: yes, no and unknown; none where an answer is hidden."""
        if self.yes is None or (self.has_no and self.no is None):
            return []
        values = [(self.yes, "shared"), (self.no if self.has_no else 0, "extra"), (self.unknown, "unknown")]
        return [{"value": value, "kind": kind} for value, kind in values if value]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it may be shown."""
        return self.yes is None and self.no is None and self.unknown is None


@dataclass(frozen=True)
class LineShown:
    """One period of a chart: a share or a number of people, in words; `value` for its bar, None where hidden."""

    label: str
    value: float | None
    text: str


@dataclass(frozen=True)
class FigureShown:
    """An indicator of a base: now, by group, and over the periods."""

    share: Share
    base: Base
    base_name: str
    name: str
    definition: str
    now: ShareShown
    groups: tuple[ShareShown, ...]
    over_time: tuple[LineShown, ...]

    @property
    def maximum(self) -> float:
        """The longest bar over the periods."""
        return 100.0 if self.share.has_no else max((line.value or 0 for line in self.over_time), default=0) or 1.0

    @property
    def title(self) -> str:
        """What it is called with its base."""
        return f"{self.name[:1].upper()}{self.name[1:]}, {self.base_name}"

    @property
    def has_line(self) -> bool:
        """Whether there is something to see of more than one period."""
        return sum((line.value or 0) > 0 for line in self.over_time) > 1

    @property
    def has_groups(self) -> bool:
        """Whether anything of a group may be shown."""
        return any(not group.is_empty for group in self.groups)


@dataclass(frozen=True)
class BaseShown:
    """How many people there were, and a mean of days where there is one; None where hidden."""

    base: Base
    name: str
    definition: str
    people: int | None
    over_time: tuple[LineShown, ...]
    mean: int | None = None
    mean_name: str = ""
    mean_of: int | None = None

    @property
    def title(self) -> str:
        """What it is called, as a title."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def has_line(self) -> bool:
        """Whether there is something to see of more than one period."""
        return sum((line.value or 0) > 0 for line in self.over_time) > 1

    @property
    def maximum(self) -> float:
        """The longest bar over the periods."""
        return max((line.value or 0 for line in self.over_time), default=0) or 1.0


@dataclass(frozen=True)
class Figures:
    """All that is shown of one period and one split. `made`: the day on which it was counted."""

    name: str
    kind: str
    is_example: bool
    period: str
    periods: tuple[str, ...]
    dimension: str
    dimensions: tuple[str, ...]
    made: date
    bases: tuple[BaseShown, ...]
    figures: tuple[FigureShown, ...]

    def of(self, theme: str) -> list[FigureShown]:
        """Return the figures under a heading."""
        return [one for one in self.figures if one.share.theme == theme]

    @property
    def has_groups(self) -> bool:
        """Whether anything of a group of the split may be shown."""
        return any(one.has_groups for one in self.figures)

    @property
    def is_all_hidden(self) -> bool:
        """Whether nothing at all may be shown of this period."""
        return all(one.people is None for one in self.bases) and all(one.now.is_empty for one in self.figures)


def period_words(period: str) -> str:
    """Return a quarter or year in words."""
    year, _dash, number = period.partition("-")
    return _("kwartaal %(number)s van %(year)s") % {"number": number, "year": year} if number else year


def named(indicator: Indicator, language: str) -> str:
    """Return what an indicator is called in a language."""
    return indicator.name_en if language == "en" else indicator.name_nl


def defined(indicator: Indicator, language: str) -> str:
    """Return the definition of an indicator in a language."""
    return indicator.definition_en if language == "en" else indicator.definition_nl
