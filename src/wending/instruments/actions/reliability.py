"""Computes how reliable the scales of an instrument are, from the answers of people with an account. Totals only."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wending.instruments.models import Measure
from wending.instruments.queries.measures import Steps, answer_steps, as_json, as_shares
from wending.instruments.rules.instrument import Instrument
from wending.instruments.rules.reliability import LEAST_PEOPLE, Reliability, reliability
from wending.instruments.rules.response import LEAST_PEOPLE as LEAST_FOR_ITEMS
from wending.instruments.rules.response import ItemNumbers, calibrated


@dataclass(frozen=True, slots=True)
class Computed:
    """What was computed per scale; `too_few` names scales with fewer than 30 people, without their number."""

    found: tuple[Reliability, ...]
    too_few: tuple[str, ...]
    items: dict[str, ItemNumbers]


@transaction.atomic
def compute_reliability(*, instrument: Instrument) -> Computed:
    """Compute and keep alpha, omega and the error of every scale that 30 people filled in whole.

    From 300 people on the numbers of items are estimated as well: the short form then uses those.
    """
    found: list[Reliability] = []
    too_few: list[str] = []
    items: dict[str, ItemNumbers] = {}
    for scale, steps in answer_steps(instrument).items():
        if len(steps) < LEAST_PEOPLE:
            too_few.append(scale)
            continue
        try:
            one = reliability(scale, as_shares(instrument, scale, steps))
        except ValueError:  # everyone answered alike: nothing can be said
            too_few.append(scale)
            continue
        numbers = _item_numbers(instrument, scale, steps) if len(steps) >= LEAST_FOR_ITEMS else {}
        found.append(one)
        items |= numbers
        Measure.objects.update_or_create(
            instrument=instrument.id,
            version=instrument.version,
            scale=scale,
            defaults={
                "n": one.n,
                "found": as_json(one),
                "items": {item: [number.slope, list(number.thresholds)] for item, number in numbers.items()},
                "computed": timezone.now(),
            },
        )
    return Computed(tuple(found), tuple(too_few), items)


def _item_numbers(instrument: Instrument, scale: str, steps: Steps) -> dict[str, ItemNumbers]:
    items = instrument.items_of(scale)
    try:
        numbers = calibrated(steps, [len(instrument.options_of(item)) for item in items])
    except ValueError:
        return {}
    return {item.id: number for item, number in zip(items, numbers, strict=True)}
