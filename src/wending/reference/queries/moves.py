"""Moves between occupations that people really made, as a source counts or names them. Not what could be a good step.

What the source does not say stays None; a count of fewer people than may be shown is told as missing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wending.reference.models import Move
from wending.reference.queries.releases import ReleaseInfo, releases_in_force
from wending.reference.rules.labour_market import COUNTRY

# The least number of people that is shown, as for figures of people.
SMALLEST = 10


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Moves from one code to another. `count` of people, `share` 0 to 1 of those who moved, `place` from 1, or None.

    `note` is "small" when the count is too small to show, together with the share that would give it away.
    """

    from_system: str
    from_code: str
    from_label: str
    to_system: str
    to_code: str
    to_label: str
    region: str
    period: str
    count: int | None
    share: float | None
    place: int | None
    note: str
    source: ReleaseInfo


def moves_from(system: str, codes: Collection[str], region: str = COUNTRY) -> list[MoveItem]:
    """Return the moves from these codes in the newest period, the most usual first as the source orders or counts."""
    return _items(Move.objects.filter(from_system=system, from_code__in=codes, region=region))


def moves_to(system: str, codes: Collection[str], region: str = COUNTRY) -> list[MoveItem]:
    """Return the moves to these codes likewise."""
    return _items(Move.objects.filter(to_system=system, to_code__in=codes, region=region))


def _items(rows: Iterable[Move]) -> list[MoveItem]:
    sources = {release.id: release for release in releases_in_force()}
    kept = [row for row in rows if row.release_id in sources]
    newest: dict[int, str] = {}
    for row in kept:
        newest[row.release_id] = max(newest.get(row.release_id, ""), row.period)
    found = [_item(row, sources[row.release_id]) for row in kept if row.period == newest[row.release_id]]
    return sorted(found, key=_order)


def _item(row: Move, source: ReleaseInfo) -> MoveItem:
    is_small = row.count is not None and row.count < SMALLEST
    return MoveItem(
        from_system=row.from_system,
        from_code=row.from_code,
        from_label=row.from_label,
        to_system=row.to_system,
        to_code=row.to_code,
        to_label=row.to_label,
        region=row.region,
        period=row.period,
        count=None if is_small else row.count,
        share=None if is_small else row.share,
        place=row.place,
        note="small" if is_small else "",
        source=source,
    )


def _order(item: MoveItem) -> tuple[float, float, float, str, str]:
    """Order by place, then by count and share, unknown last; equals by name."""
    place = item.place if item.place is not None else float("inf")
    return (place, -(item.count or 0), -(item.share or 0.0), item.to_label.casefold(), item.to_code)
