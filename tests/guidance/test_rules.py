"""Opening hours when the clock changes, free moments against a slow twin, and what a text may hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wending.guidance.rules import hours
from wending.guidance.rules.caution import count_sentences, is_only_beginning
from wending.guidance.rules.grid import begin_of, cell_of, cells, inner_cells
from wending.guidance.rules.slots import Slot, Wanted, free_slots

# The last Sunday of March and of October 2026.
MARCH, OCTOBER = date(2026, 3, 29), date(2026, 10, 25)
OFFICE: hours.Week = {str(day): [["09:00", "12:30"], ["13:00", "17:00"]] for day in range(5)}


def at(text: str) -> datetime:
    """Return a moment by the clock of Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=hours.ZONE)


@pytest.mark.parametrize(
    ("day", "pair", "begins", "lasts"),
    [
        (MARCH, ["01:00", "05:00"], "2026-03-29T00:00+00:00", 180),
        (OCTOBER, ["01:00", "05:00"], "2026-10-24T23:00+00:00", 300),
        # 02:30 comes twice in October: from the first until the last.
        (OCTOBER, ["02:30", "03:00"], "2026-10-25T00:30+00:00", 90),
        (OCTOBER, ["01:30", "02:30"], "2026-10-24T23:30+00:00", 120),
        # 02:30 does not come in March: it counts as the same distance past the change.
        (MARCH, ["02:30", "04:00"], "2026-03-29T01:30+00:00", 30),
        (MARCH, ["01:30", "02:30"], "2026-03-29T00:30+00:00", 60),
        (date(2026, 3, 30), ["09:00", "17:00"], "2026-03-30T07:00+00:00", 480),
        (date(2026, 10, 26), ["09:00", "17:00"], "2026-10-26T08:00+00:00", 480),
    ],
)
def test_spans_on_a_day_when_the_clock_changes(day: date, pair: list[str], begins: str, lasts: int) -> None:
    week = {str(day.weekday()): [pair]}
    (span,) = hours.spans_on(day, week)
    assert span.begins == datetime.fromisoformat(begins)
    assert span.ends - span.begins == timedelta(minutes=lasts)


def test_spans_on_an_exception_replace_the_week() -> None:
    friday = date(2026, 12, 25)
    assert hours.spans_on(friday, OFFICE, {"2026-12-25": []}) == []
    (span,) = hours.spans_on(friday, OFFICE, {"2026-12-25": [["10:00", "11:00"]]})
    assert span.begins == at("2026-12-25T10:00")


def test_is_open_until_the_end_and_not_at_it() -> None:
    assert hours.is_open(at("2026-11-25T12:29"), OFFICE)
    assert not hours.is_open(at("2026-11-25T12:30"), OFFICE)
    assert not hours.is_open(at("2026-11-28T10:00"), OFFICE)


@pytest.mark.parametrize(
    ("asked", "office_hours", "answered"),
    [
        ("2026-11-25T10:00", 2, "2026-11-25T12:00"),
        ("2026-11-25T12:00", 1, "2026-11-25T13:30"),
        # Friday afternoon: the weekend does not count.
        ("2026-11-27T16:00", 2, "2026-11-30T10:00"),
        ("2026-11-28T03:00", 16, "2026-12-02T10:00"),
        ("2026-11-25T16:00", 1, "2026-11-25T17:00"),
    ],
)
def test_answered_by_counts_office_hours_alone(asked: str, office_hours: float, answered: str) -> None:
    assert hours.answered_by(at(asked), office_hours, OFFICE) == at(answered)


def test_answered_by_passes_closed_days_and_gives_up_where_it_never_opens() -> None:
    closed = {"2026-11-26": [], "2026-11-27": []}
    assert hours.answered_by(at("2026-11-25T16:30"), 1, OFFICE, closed) == at("2026-11-30T09:30")
    assert hours.answered_by(at("2026-11-25T16:30"), 1, {}) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.integers(0, 600))
def test_answered_by_agrees_with_counting_minutes(asked: datetime, minutes: int) -> None:
    begins = asked.replace(second=0, microsecond=0, tzinfo=UTC)
    left, clock = minutes, begins
    while left or not (hours.is_open(clock, OFFICE) or hours.is_open(clock - timedelta(minutes=1), OFFICE)):
        left -= left and hours.is_open(clock, OFFICE)
        clock += timedelta(minutes=1)
    answered = hours.answered_by(begins, minutes / 60, OFFICE)
    assert answered is not None
    # Both the end of an opening and the begin of the next one have the same number of hours behind them.
    assert answered == clock or not any(
        hours.is_open(min(answered, clock) + timedelta(minutes=step), OFFICE)
        for step in range(abs(int((answered - clock).total_seconds())) // 60)
    )


def test_read_pairs_reads_what_write_pairs_writes() -> None:
    pairs = hours.read_pairs("13:00 - 17.00; 9:00-12:30")
    assert pairs == [["09:00", "12:30"], ["13:00", "17:00"]]
    assert hours.read_pairs(hours.write_pairs(pairs)) == pairs
    assert hours.read_pairs(" ") == []


@pytest.mark.parametrize("text", ["altijd", "9-17", "25:00-26:00", "17:00-09:00", "09:00-12:00, 11:00-13:00"])
def test_read_pairs_refuses_what_are_no_hours(text: str) -> None:
    with pytest.raises(ValueError, match=r"\d|altijd"):
        hours.read_pairs(text)


def test_cells_touch_and_inner_cells_lie_within() -> None:
    begins, ends = datetime(2026, 11, 25, 9, 2, tzinfo=UTC), datetime(2026, 11, 25, 9, 16, tzinfo=UTC)
    assert [begin_of(cell).minute for cell in cells(begins, ends)] == [0, 5, 10, 15]
    assert [begin_of(cell).minute for cell in inner_cells(begins, ends)] == [5, 10]


BASE = cell_of(datetime(2026, 11, 25, 8, tzinfo=UTC))
CELLS = st.frozensets(st.integers(BASE, BASE + 40), max_size=40)


def slow_slots(
    wanted: Wanted,
    open_cells: dict[str, frozenset[int]],
    taken: dict[str, frozenset[int]],
    rooms: dict[str, frozenset[int]],
    earliest: datetime,
) -> list[Slot]:
    """Walk through the hours minute by minute and ask of each minute of a conversation whether it is free."""

    def is_in(at: datetime, held: frozenset[int]) -> bool:
        return any(begin_of(cell) <= at < begin_of(cell + 1) for cell in held)

    found = []
    for minute in range(0, 41 * 5):
        begins = begin_of(BASE) + timedelta(minutes=minute)
        if begins.minute % 15 or begins < earliest:
            continue
        talk = [begins + timedelta(minutes=passed) for passed in range(wanted.minutes)]
        after = [begins + timedelta(minutes=passed) for passed in range(wanted.minutes + wanted.buffer)]
        people = [
            who
            for who in sorted(open_cells)
            if all(is_in(at, open_cells[who]) for at in talk) and not any(is_in(at, taken[who]) for at in after)
        ]
        free = [room for room in sorted(rooms) if not any(is_in(at, rooms[room]) for at in talk)] * wanted.needs_room
        if people and (free or not wanted.needs_room):
            found.append(Slot(begins, tuple(people), tuple(free)))
    return found


@given(
    st.builds(Wanted, st.sampled_from([5, 15, 20, 45]), st.sampled_from([0, 10, 15]), st.booleans()),
    st.tuples(CELLS, CELLS),
    st.tuples(CELLS, CELLS),
    st.tuples(CELLS, CELLS),
    st.integers(0, 60),
)
def test_free_slots_agree_with_walking_minute_by_minute(
    wanted: Wanted,
    opened: tuple[frozenset[int], ...],
    taken: tuple[frozenset[int], ...],
    rooms: tuple[frozenset[int], ...],
    late: int,
) -> None:
    # Wide hours with holes, so that conversations fit at all.
    wide = {name: frozenset(range(BASE, BASE + 30)) | cells for name, cells in zip("ab", opened, strict=True)}
    few = {name: frozenset(sorted(cells)[:4]) for name, cells in zip("ab", taken, strict=True)}
    kept = {name: frozenset(sorted(cells)[:4]) for name, cells in zip("xy", rooms, strict=True)}
    earliest = begin_of(BASE) + timedelta(minutes=late)
    assert free_slots(wanted, wide, few, kept, earliest) == slow_slots(wanted, wide, few, kept, earliest)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Dag Sam", 1), ("Dag Sam. Fijn dat je schrijft!", 2), ("Een. Twee? Drie", 3), ("Kost 3.50 euro.", 1)],
)
def test_count_sentences(text: str, count: int) -> None:
    assert count_sentences(text) == count


def test_an_answer_that_is_only_a_beginning_is_seen_whatever_its_signs() -> None:
    beginnings = ["Dank je wel voor je vraag."]
    assert is_only_beginning("  dank je wel, voor je vraag ", beginnings)
    assert not is_only_beginning("Dank je wel voor je vraag. Kom dinsdag langs.", beginnings)
