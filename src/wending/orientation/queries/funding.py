"""Who may pay for learning: all schemes for a page, and those that may come in by the steps of a route. As dated facts
of the catalogue; whether someone gets it is for the body that decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.orientation.rules.funding_terms import SITUATIONS, Learning, concerns, may_pay
from wending.reference.queries.funding import FundingItem, funding
from wending.reference.queries.releases import ReleaseInfo, release_in_force

SITUATION_WORDS = {
    "werkend": gettext_lazy("Ik heb werk"),
    "werkloos": gettext_lazy("Ik zoek werk of heb een uitkering"),
    "student": gettext_lazy("Ik studeer, of ga dat doen"),
    "werkgever": gettext_lazy("Ik ben werkgever"),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme in words. `state`: runs, check (we are not sure), or ended; `period` is empty when unknown."""

    facts: FundingItem
    state: str
    period: str

    @property
    def ended_on(self) -> str:
        """The last day in words, empty when unknown."""
        last = parse_date(self.facts.valid_until)
        return date_format(last, "j F Y") if last else ""


@dataclass(frozen=True, slots=True)
class FundingView:
    """The page of schemes for a situation, by what we know of whether they still run."""

    situation: str
    options: list[dict[str, str]]
    runs: list[Scheme]
    check: list[Scheme]
    ended: list[Scheme]
    source: ReleaseInfo | None


def funding_view(situation: str, lang: str) -> FundingView:
    """Return the schemes for a situation, for all when it is not one we know."""
    chosen = situation if situation in SITUATIONS else ""
    found = [scheme for scheme in _schemes(lang) if concerns(scheme.facts.id, chosen)]
    states = {state: [one for one in found if one.state == state] for state in ("runs", "check", "ended")}
    options = [{"value": key, "label": str(label)} for key, label in SITUATION_WORDS.items()]
    return FundingView(chosen, options, states["runs"], states["check"], states["ended"], release_in_force("catalogue"))


def schemes_for(steps: Iterable[Learning], lang: str) -> list[Scheme]:
    """Return the schemes that may come in by one of these steps and have not ended, those that run first."""
    taken = list(steps)
    found = [one for one in _schemes(lang) if one.state != "ended" and may_pay(one.facts.id, taken)]
    return sorted(found, key=lambda one: one.state != "runs")


def _schemes(lang: str) -> list[Scheme]:
    return [
        Scheme(item, _state(item), period(item.valid_from, item.valid_until))
        for item in funding(lang, timezone.localdate())
    ]


def _state(item: FundingItem) -> str:
    if item.has_ended:
        return "ended"
    return "runs" if item.has_ended is False and item.is_certain else "check"


def period(since: str, until: str) -> str:
    """Return from when and until when in words, empty when both are unknown."""
    days = {name: date_format(day, "j F Y") for name, raw in (("a", since), ("b", until)) if (day := parse_date(raw))}
    if len(days) == 2:
        return _("Van %(a)s tot en met %(b)s.") % days
    if "a" in days:
        return _("Vanaf %(a)s.") % days
    return _("Tot en met %(b)s.") % days if days else ""
