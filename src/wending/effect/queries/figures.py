"""Figures of dashboards as they may be seen: frozen counts without what is hidden. Scoped by who asks.

A manager sees those of the own centre, school or firm; a research office those of all organisations of a kind together.
One split at a time, from a fixed list: there is no free combination of filters.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wending.accounts.models import Organisation
from wending.accounts.queries.counted import group_words
from wending.accounts.rules.roles import Kind, Role
from wending.effect.models import FigureLook, FrozenTable
from wending.effect.queries.figures_shown import (
    BaseShown,
    Figures,
    FigureShown,
    LineShown,
    ShareShown,
    defined,
    named,
    period_words,
)
from wending.effect.queries.frozen import kept_table
from wending.effect.queries.scope import is_researcher
from wending.effect.rules.frozen import ALL, NO, UNKNOWN, YES, Table, part_of
from wending.effect.rules.indicators import Base, Share, bases_of, dimensions_of
from wending.ledger.rules.actor import Actor

OWN_KINDS = (Kind.CENTRE, Kind.SCHOOL, Kind.EMPLOYER)
# How many periods a chart shows.
PERIODS = 6


def own_kind(actor: Actor) -> str:
    """Return the kind of organisation that who asks leads and that has figures; nothing for anybody else."""
    leads = actor.role == Role.MANAGER and actor.has_second_factor and actor.organisation is not None
    return actor.organisation_kind if leads and actor.organisation_kind in OWN_KINDS else ""


def own_figures(actor: Actor, period: str, dimension: str, language: str) -> Figures | None:
    """Return the figures of the organisation that who asks leads; None for anybody else, or while there are none.

    period: a quarter or year that is frozen, the last one where it is none; dimension: "" for no split.
    """
    kind = own_kind(actor)
    if not kind or actor.organisation is None:
        return None
    return _figures(kind, Organisation.objects.get(pk=actor.organisation), period, dimension, language)


def figures_together(actor: Actor, kind: str, period: str, dimension: str, language: str) -> Figures | None:
    """Return the figures of all organisations of a kind together, for a research office; None for anybody else."""
    if not is_researcher(actor) or kind not in OWN_KINDS:
        return None
    return _figures(kind, None, period, dimension, language)


def looks_of(actor: Actor) -> QuerySet[FigureLook]:
    """Return who of the research office asked which figures, newest first; nothing for who does not lead it."""
    if not is_researcher(actor) or actor.role != Role.MANAGER:
        return FigureLook.objects.none()
    return FigureLook.objects.filter(office=actor.organisation).select_related("by")


def _figures(
    kind: str, organisation: Organisation | None, period: str, dimension: str, language: str
) -> Figures | None:
    rows = FrozenTable.objects.filter(organisation=organisation, kind=kind)
    periods = tuple(rows.order_by("-period").values_list("period", flat=True).distinct())
    if not periods:
        return None
    quarters = [one for one in periods if "-" in one]
    period = period if period in periods else quarters[0]
    dimensions = dimensions_of(kind)
    dimension = dimension if dimension in dimensions else ""
    bases, figures = [], []
    for base in bases_of(kind):
        number = organisation.pk if organisation else None
        shown = {name: _shown(base, name, number) for name in {*quarters[:PERIODS], period}}
        there = [name for name in reversed(quarters[:PERIODS]) if shown[name]]
        if not shown[period]:
            continue
        bases.append(_base(base, shown, there, period, language))
        figures += [_figure(base, share, shown, there, period, dimension, language) for share in base.shares]
    return Figures(
        name=organisation.name if organisation else "",
        kind=kind,
        is_example=bool(organisation and organisation.is_example),
        period=period,
        periods=periods,
        dimension=dimension,
        dimensions=dimensions,
        made=rows.filter(period=period).latest("made").made,
        bases=tuple(bases),
        figures=tuple(figures),
    )


# What may be seen of a table: by (dimension, group, part) the count, None where it is hidden; and the mean of days.
_Open = tuple[Mapping[tuple[str, str, str], int | None], int | None, list[tuple[str, str]]]


def _shown(base: Base, period: str, organisation: UUID | None) -> _Open | None:
    kept = kept_table(base, period, organisation)
    if kept is None:
        return None
    table, hidden = kept
    counts = {place: None if place in hidden else count for place, count in table.counts.items()}
    groups = list(dict.fromkeys((dimension, group) for dimension, group, _part in table.counts if dimension))
    return counts, _mean(base, period, table, counts), groups


def _mean(base: Base, period: str, table: Table, counts: Mapping[tuple[str, str, str], int | None]) -> int | None:
    """Return the mean of a quarter; of a year none is told, for those of its quarters would follow."""
    if base.mean is None or "-" not in period or counts["", "", part_of(base.mean[0], YES)] is None:
        return None
    return table.mean_days


def _base(base: Base, shown: Mapping[str, _Open | None], there: list[str], period: str, language: str) -> BaseShown:
    now = shown[period]
    assert now is not None
    lines = []
    for name in there:
        people = _count(shown[name], "", "", ALL)
        lines.append(LineShown(period_words(name), people, _people(people)))
    mean = base.mean
    return BaseShown(
        base=base,
        name=named(base.indicator, language),
        definition=defined(base.indicator, language),
        people=_count(now, "", "", ALL),
        over_time=tuple(lines),
        mean=now[1],
        mean_name=named(mean[1], language) if mean else "",
        mean_of=_count(now, "", "", part_of(mean[0], YES)) if mean else None,
    )


def _figure(
    base: Base,
    share: Share,
    shown: Mapping[str, _Open | None],
    there: list[str],
    period: str,
    dimension: str,
    language: str,
) -> FigureShown:
    now = shown[period]
    assert now is not None
    lines = []
    for name in there:
        one = _share(shown[name], share, "", "", "")
        text = one.percent_text if share.has_no else _people(one.yes)
        value = one.percent if share.has_no else one.yes
        lines.append(LineShown(period_words(name), value, text or _("verborgen")))
    groups = [(of, group) for of, group in now[2] if dimension and of == dimension]
    return FigureShown(
        share=share,
        base=base,
        base_name=named(base.indicator, language),
        name=named(share.indicator, language),
        definition=defined(share.indicator, language),
        now=_share(now, share, "", "", _("Iedereen")),
        groups=tuple(_share(now, share, of, group, group_words(of, group)) for of, group in groups),
        over_time=tuple(lines),
    )


def _share(shown: _Open | None, share: Share, dimension: str, group: str, label: str) -> ShareShown:
    yes, no, unknown = (
        _count(shown, dimension, group, part_of(share.indicator.key, value)) for value in (YES, NO, UNKNOWN)
    )
    return ShareShown(label, _count(shown, dimension, group, ALL), yes, no, unknown, share.has_no)


def _count(shown: _Open | None, dimension: str, group: str, part: str) -> int | None:
    return shown[0].get((dimension, group, part)) if shown else None


def _people(count: int | None) -> str:
    return _("verborgen") if count is None else ngettext("%(n)s mens", "%(n)s mensen", count) % {"n": count}
