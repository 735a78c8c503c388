"""The figures of a centre as rows of one flat table. A hidden count is empty; nothing is in it that the page hides."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wending.guidance.queries.centre import CentreView, Line
from wending.guidance.rules.centre_indicators import CENTRE_INDICATORS

Row = tuple[object, ...]


def csv_rows(view: CentreView) -> Iterator[Row]:
    """Return a heading and a row for each figure: what, part, period, value."""
    yield _("Wat"), _("Deel"), _("Periode"), _("Waarde")
    for week in view.weeks:
        yield _name("hours_offered"), "", week.monday.isoformat(), round(week.offered, 1)
        yield _name("hours_booked"), "", week.monday.isoformat(), week.booked and round(week.booked, 1)
    counts = view.counts
    if counts is None:
        return
    periods = [*counts.months, view.quarter.key]
    yield from _lines("conversations", [counts.conversations], periods)
    yield from _lines("themes", counts.themes, periods)
    yield from _lines("languages", counts.languages, [view.quarter.key])
    yield _name("no_show"), "", view.quarter.key, counts.no_show
    yield _name("wait"), _("midden"), view.quarter.key, counts.wait and counts.wait.median
    yield _name("wait"), _("acht van de tien"), view.quarter.key, counts.wait and counts.wait.slow
    yield _name("wait"), _("aantal"), view.quarter.key, counts.wait and counts.wait.n


def _lines(key: str, lines: list[Line], periods: list[str]) -> Iterator[Row]:
    for line in lines:
        for period, count in zip(periods, line.counts, strict=True):
            yield _name(key), line.label, period, count


def _name(key: str) -> str:
    indicator = CENTRE_INDICATORS[key]
    return indicator.name_en if get_language() == "en" else indicator.name_nl
