"""Schemes that may pay for learning, as dated facts: also those that have ended, told as such."""

from dataclasses import dataclass
from datetime import date

from wending.reference.models import Funding
from wending.reference.queries.releases import release_in_force


@dataclass(frozen=True, slots=True)
class FundingItem:
    """One scheme. `has_ended` is None when that is not known; days and amount are empty when not known.

    `check_here` is the page of the body that decides; empty when there is none for everybody.
    """

    id: str
    name: str
    whom: str
    what: str
    amount: str
    valid_from: str
    valid_until: str
    has_ended: bool | None
    source: str
    check_here: str
    is_certain: bool


def funding(lang: str, today: date) -> list[FundingItem]:
    """Return all schemes: those that may still run first, in the order of the catalogue's ids."""
    release = release_in_force("catalogue")
    end = "en" if lang == "en" else "nl"
    found = [
        FundingItem(
            id=row.key,
            name=getattr(row, f"name_{end}"),
            whom=getattr(row, f"for_{end}"),
            what=getattr(row, f"what_{end}"),
            amount=getattr(row, f"amount_{end}"),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            # A day that has passed tells more than what was written down before it.
            has_ended=True if row.valid_until and row.valid_until < today.isoformat() else row.has_ended,
            source=row.source,
            check_here=row.check_here,
            is_certain=row.is_certain,
        )
        for row in Funding.objects.filter(release=release.id if release else None)
    ]
    return sorted(found, key=lambda item: (item.has_ended is True, item.id))
