"""Somebody's own learning moments: the last ones and how many a month. Nobody else's."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from wending.ledger.rules.actor import Actor
from wending.work.models import LearningMoment
from wending.work.rules.moments import MINUTES, WAYS, months

WAY_WORDS = {
    "colleague": _("van een collega"),
    "doing": _("door het te doen"),
    "mistake": _("van een fout"),
    "customer": _("van een klant"),
    "search": _("door het op te zoeken"),
    "explaining": _("door het uit te leggen"),
}
MINUTE_WORDS = {5: _("5 minuten"), 15: _("een kwartier"), 30: _("een half uur"), 60: _("een uur"), 120: _("langer")}
SHOWN = 20
IN_SCAN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MomentsShown:
    """The last moments, and rows of a chart per month."""

    rows: list[LearningMoment]
    chart: list[dict[str, object]]
    most: int
    count: int


def moments_of(actor: Actor) -> MomentsShown:
    """Return one's own learning moments."""
    own = LearningMoment.objects.filter(person=actor.me)
    found = months(own.values_list("day", "minutes"), timezone.localdate())
    chart: list[dict[str, object]] = [
        {"label": f"{MONTHS[one.first.month]} {one.first.year}", "value": one.count, "text": str(one.count)}
        for one in found
    ]
    rows = list(own[:SHOWN])
    return MomentsShown(rows, chart, max(one.count for one in found) or 1, sum(one.count for one in found))


def recent_count(actor: Actor) -> int:
    """Return how many moments somebody noted in the last month: what they may add to a scan."""
    return LearningMoment.objects.filter(person=actor.me, day__gt=timezone.localdate() - IN_SCAN).count()


def way_choices() -> list[tuple[str, object]]:
    """Return from whom or what one can learn."""
    return [(way, WAY_WORDS[way]) for way in WAYS]


def minute_choices() -> list[tuple[int, object]]:
    """Return how long it can take."""
    return [(minutes, MINUTE_WORDS[minutes]) for minutes in MINUTES]
