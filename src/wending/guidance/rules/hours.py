"""Opening hours by the clock of a place, as spans of time; when an office has answered. Safe when the clock changes.

A week maps a weekday ("0" is Monday) to pairs of clock times, {"0": [["09:00", "17:00"]]}. Exceptions map a day
("2026-12-25") to such pairs and take the place of the week on that day; an empty list is a closed day. Times are
written by the clock; spans are in UTC, so a night with a change of the clock lasts as long as it lasts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
# An office that is closed for longer than this answers nobody.
FAR = 60
_PAIR = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|tot|to)\s*(\d{1,2})[:.](\d{2})")

Pairs = Sequence[Sequence[str]]
Week = Mapping[str, Pairs]


@dataclass(frozen=True, order=True)
class Span:
    """Time from a moment until another, both in UTC; never empty."""

    begins: datetime
    ends: datetime


def spans_on(day: date, week: Week, exceptions: Week | None = None, zone: ZoneInfo = ZONE) -> list[Span]:
    """Return when it is open on a day, in order.

    Of a clock time that comes twice (October), a begin is the first and an end the last. A clock time that is skipped
    (March) counts as the moment of the change or after it; hours that wholly fall away are left out.
    """
    pairs = (exceptions or {}).get(day.isoformat(), week.get(str(day.weekday()), []))
    spans = [
        Span(_moment(day, time.fromisoformat(begins), zone, 0), _moment(day, time.fromisoformat(ends), zone, 1))
        for begins, ends in pairs
    ]
    return sorted(span for span in spans if span.begins < span.ends)


def open_spans(first: date, last: date, week: Week, exceptions: Week | None = None) -> Iterator[Span]:
    """Yield when it is open from one day to another, both included."""
    for number in range((last - first).days + 1):
        yield from spans_on(first + number * DAY, week, exceptions)


def is_open(at: datetime, week: Week, exceptions: Week | None = None) -> bool:
    """Say whether it is open at a moment; the end of a span is closed."""
    return any(span.begins <= at < span.ends for span in spans_on(at.astimezone(ZONE).date(), week, exceptions))


def answered_by(asked: datetime, hours: float, week: Week, exceptions: Week | None = None) -> datetime | None:
    """Return when that many office hours have passed since a moment; None when it stays closed too long.

    Args:
        asked: with a time zone.
        hours: office hours, zero or more; a begun opening counts from `asked`.
    """
    left = timedelta(hours=hours)
    first = asked.astimezone(ZONE).date()
    for span in open_spans(first, first + FAR * DAY, week, exceptions):
        begins = max(span.begins, asked.astimezone(UTC))
        if begins >= span.ends:
            continue
        if begins + left <= span.ends:
            return begins + left
        left -= span.ends - begins
    return None


def read_pairs(text: str) -> list[list[str]]:
    """Return the pairs of clock times in "9:00-12:30, 13:00-17:00"; none for an empty text.

    Raises:
        ValueError: words that are no hours, a time that does not exist, an end before its begin, or overlap.
    """
    pairs = []
    for part in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        found = _PAIR.fullmatch(part)
        if found is None:
            raise ValueError(part)
        numbers = [int(number) for number in found.groups()]
        begins, ends = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
        if begins >= ends:
            raise ValueError(part)
        pairs.append([begins.isoformat("minutes"), ends.isoformat("minutes")])
    pairs.sort()
    for one, other in pairwise(pairs):
        if other[0] < one[1]:
            raise ValueError(f"{one[0]}-{one[1]}, {other[0]}-{other[1]}")
    return pairs


def write_pairs(pairs: Iterable[Sequence[str]]) -> str:
    """Return pairs as `read_pairs` reads them."""
    return ", ".join(f"{begins}-{ends}" for begins, ends in pairs)


def _moment(day: date, clock: time, zone: ZoneInfo, fold: int) -> datetime:
    at = datetime.combine(day, clock, zone).replace(fold=fold)
    # A skipped time before the change reads an hour too early with fold 1: both readings end up past the change.
    if at.astimezone(UTC).astimezone(zone).time() != clock:
        at = at.replace(fold=0)
    return at.astimezone(UTC)
