"""Made-up figures of the made-up organisations of a trial, so that there is something to see in their dashboards.

Nobody is made for them: people who do not exist are counted, hidden and kept as real ones are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import numpy as np

from wending.accounts.models import Organisation
from wending.accounts.queries.counted import groups_of
from wending.accounts.rules.counted import CountedPerson, Quarter
from wending.effect.actions.figures import KINDS, freeze_organisation, quarters_to_count
from wending.effect.rules.indicators import Share, bases_of

STAFF = 6


def make_example_figures(today: date) -> int:
    """Count made-up people for every made-up organisation without figures; return how many tables were made."""
    made = 0
    for row in Organisation.objects.filter(is_example=True, kind__in=KINDS).order_by("name", "pk"):
        for quarter in quarters_to_count(today):
            made += freeze_organisation(row.pk, row.kind, quarter, _people)
    return made


def _people(organisation: UUID, quarter: Quarter) -> Iterator[CountedPerson]:
    """Yield the same people each time for an organisation of this name and a quarter."""
    row = Organisation.objects.get(pk=organisation)
    random = np.random.default_rng([*row.name.encode(), quarter.year, quarter.number])
    groups = groups_of(organisation)
    for base in bases_of(row.kind):
        chances = {one.indicator.key: random.uniform(0.3, 0.7) for one in base.shares}
        for number in range(int(random.integers(80, 160))):
            answers = {one.indicator.key: _answer(one, chances[one.indicator.key], random) for one in base.shares}
            has_days = base.mean is not None and answers[base.mean[0]]
            yield CountedPerson(
                token=f"{base.key} {number}",
                base=base.key,
                groups={name: str(random.choice(groups[name])) for name in base.dimensions},
                answers=answers,
                days=int(random.gamma(2, 6)) if has_days else None,
                staff=f"staff {random.integers(STAFF)}",
            )


def _answer(share: Share, chance: float, random: np.random.Generator) -> bool | None:
    """Return yes, no where there can be one, or unknown, of one in five."""
    if random.random() < 0.2:
        return None
    return True if random.random() < chance else False if share.has_no else None
