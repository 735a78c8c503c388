"""A centre's figures for its manager: capacity, waits, themes. Aggregates only; nobody's name, no single professional.

Counts of people are shown of quarters that are over: a figure that still grows would tell of the last one who came.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wending.accounts.rules.roles import Role
from wending.guidance.models import Appointment, Availability, Centre, Leave
from wending.guidance.queries.profession import said, themes
from wending.guidance.queries.words import LANGUAGES
from wending.guidance.rules.feedback_batches import FEWEST_PROFESSIONALS
from wending.guidance.rules.waits import Quarter, Wait, monday_of, month_of, quarter_of, wait_of
from wending.guidance.rules.words import State
from wending.kit.small_cells import SMALLEST, Total, hidden_cells
from wending.ledger.rules.actor import Actor

NO_THEME = "none"


@dataclass(frozen=True, slots=True)
class Week:
    """Hours of a week: on offer, and booked (None where fewer than ten conversations were)."""

    monday: date
    offered: float
    booked: float | None

    @property
    def booked_text(self) -> str | None:
        """The booked hours with one decimal, None where hidden."""
        return None if self.booked is None else floatformat(self.booked, 1)

    @property
    def parts(self) -> list[dict[str, object]]:
        """The parts of its bar: booked and still free, or only what was on offer."""
        if self.booked is None:
            return [{"value": self.offered, "kind": "unknown"}]
        return [
            {"value": self.booked, "kind": "shared"},
            {"value": max(self.offered - self.booked, 0.0), "kind": "extra"},
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A named row of counts, the last their total; None where a count stays hidden. The rest is for the chart."""

    label: str
    counts: list[int | None]

    @property
    def value(self) -> int:
        """The total, for the length of its bar; none where it is hidden."""
        return self.counts[-1] or 0

    @property
    def text(self) -> str:
        """The total in words."""
        return _("verborgen") if self.counts[-1] is None else str(self.counts[-1])


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a quarter that is over. `themes` has a column for each month and one for the quarter."""

    months: list[str]
    conversations: Line
    themes: list[Line]
    languages: list[Line]
    no_show: int | None
    wait: Wait | None

    @property
    def most(self) -> int:
        """The largest total of a theme, for the bars; at least one."""
        return max((line.value for line in self.themes), default=0) or 1


@dataclass(frozen=True, slots=True)
class CentreView:
    """All that a manager sees of a quarter. `counts` is None while it runs or with too few professionals."""

    name: str
    quarter: Quarter
    is_over: bool
    has_enough_professionals: bool
    weeks: list[Week]
    counts: Counts | None


def centre_view(actor: Actor, quarter: Quarter, today: date) -> CentreView | None:
    """Return the figures of the centre that who asks leads; None for anybody else."""
    centre = _centre_of(actor)
    if centre is None:
        return None
    weeks = quarter.weeks
    rows = _appointments(centre, weeks[0], weeks[-1] + timedelta(days=7))
    is_over = weeks[-1] + timedelta(days=7) <= today
    met = [row for row in rows if row["state"] == State.MET]
    enough = len({row["professional"] for row in met} - {None}) >= FEWEST_PROFESSIONALS
    return CentreView(
        name=centre.organisation.name,
        quarter=quarter,
        is_over=is_over,
        has_enough_professionals=enough,
        weeks=_weeks(centre, rows, [monday for monday in weeks if monday + timedelta(days=7) <= today]),
        counts=_counts(centre, rows, met, quarter) if is_over and enough else None,
    )


def last_quarter(today: date) -> Quarter:
    """Return the latest quarter that is over."""
    return quarter_of(today).before


def conversation_without_words(actor: Actor, appointment: UUID) -> Appointment | None:
    """Return a conversation that was, held by who asks in the centre they act for."""
    return (
        Appointment.objects.filter(pk=appointment, state=State.MET, professional=actor.person)
        .filter(centre__organisation=actor.organisation)
        .select_related("person")
        .first()
    )


def conversations_to_theme(actor: Actor, since: date) -> list[tuple[UUID, datetime, str]]:
    """Return (number, moment, theme or nothing) of the conversations that who asks held since a day. No names."""
    rows = Appointment.objects.filter(
        state=State.MET,
        professional=actor.person,
        centre__organisation=actor.organisation,
        begins__date__gte=since,
    )
    return list(rows.order_by("-begins").values_list("pk", "begins", "theme__theme"))


def _centre_of(actor: Actor) -> Centre | None:
    if actor.role != Role.MANAGER:
        return None
    return Centre.objects.filter(organisation=actor.organisation).select_related("organisation").first()


def _appointments(centre: Centre, first: date, end: date) -> list[dict[str, Any]]:
    begins, ends = _midnight(first), _midnight(end)
    rows = Appointment.objects.filter(centre=centre, begins__gte=begins, begins__lt=ends).exclude(state=State.CANCELLED)
    fields = ["professional", "person", "begins", "ends", "state", "language", "made", "theme__theme"]
    return [{**row, "day": timezone.localtime(row["begins"]).date()} for row in rows.order_by("begins").values(*fields)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _weeks(centre: Centre, rows: list[dict[str, Any]], mondays: list[date]) -> list[Week]:
    offered = _offered(centre, mondays)
    booked: dict[date, list[float]] = {monday: [] for monday in mondays}
    for row in rows:
        monday = monday_of(row["day"])
        if monday in booked:
            booked[monday].append((row["ends"] - row["begins"]).total_seconds() / 3600)
    return [
        Week(monday, offered[monday], sum(hours) if len(hours) >= SMALLEST else None)
        for monday, hours in booked.items()
    ]


def _offered(centre: Centre, mondays: list[date]) -> dict[date, float]:
    """Return the hours on offer of each week: today's fixed hours, less time off. Earlier fixed hours are not kept."""
    hours = list(Availability.objects.filter(centre=centre))
    found = dict.fromkeys(mondays, 0.0)
    if not mondays:
        return found
    end = _midnight(mondays[-1] + timedelta(days=7))
    leaves = list(
        Leave.objects.filter(
            professional__in={one.professional_id for one in hours}, begins__lt=end, ends__gt=_midnight(mondays[0])
        )
    )
    for monday in mondays:
        for one in hours:
            day = monday + timedelta(days=one.weekday)
            begins = timezone.make_aware(datetime.combine(day, one.begins))
            ends = timezone.make_aware(datetime.combine(day, one.ends))
            off = [leave for leave in leaves if leave.professional_id == one.professional_id]
            found[monday] += _free_hours(begins, ends, [(leave.begins, leave.ends) for leave in off])
    return found


def _free_hours(begins: datetime, ends: datetime, taken: list[tuple[datetime, datetime]]) -> float:
    """Return the hours between two moments outside what is taken; what is taken may overlap."""
    free, here = timedelta(), begins
    for first, last in sorted(taken):
        if first > here:
            free += min(first, ends) - min(here, ends)
        here = max(here, last)
    if here < ends:
        free += ends - here
    return free.total_seconds() / 3600


def _counts(centre: Centre, rows: list[dict[str, Any]], met: list[dict[str, Any]], quarter: Quarter) -> Counts:
    names = {**{key: said(one.name) for key, one in themes().items()}, NO_THEME: _("Niet gekozen")}
    by_theme = Counter((row["theme__theme"] or NO_THEME, month_of(row["day"])) for row in met)
    languages = Counter(row["language"] for row in met)
    cells: dict[Any, int] = {(theme, month): by_theme[theme, month] for theme in names for month in quarter.months}
    totals: list[Total[Any]] = []
    for theme in names:
        cells["theme", theme] = sum(by_theme[theme, month] for month in quarter.months)
        totals.append((("theme", theme), tuple((theme, month) for month in quarter.months)))
    for month in quarter.months:
        cells["month", month] = sum(by_theme[theme, month] for theme in names)
        totals.append((("month", month), tuple((theme, month) for theme in names)))
    cells |= {("language", language): count for language, count in languages.items()}
    cells["all"] = len(met)
    totals.append(("all", tuple(("month", month) for month in quarter.months)))
    totals.append(("all", tuple(("theme", theme) for theme in names)))
    totals.append(("all", tuple(("language", language) for language in languages)))
    hidden = hidden_cells(cells, totals)
    shown = {key: None if key in hidden else count for key, count in cells.items()}
    missed = sum(row["state"] == State.NO_SHOW for row in rows)
    return Counts(
        months=[date_format(date(year, month, 1), "F Y") for year, month in quarter.months],
        conversations=Line(_("Gesprekken"), [*(shown["month", month] for month in quarter.months), shown["all"]]),
        themes=[
            Line(name, [*(shown[theme, month] for month in quarter.months), shown["theme", theme]])
            for theme, name in names.items()
        ],
        languages=[Line(str(LANGUAGES.get(key, key)), [shown["language", key]]) for key in sorted(languages)],
        no_show=round(100 * missed / (missed + len(met))) if min(missed, len(met)) >= SMALLEST else None,
        wait=wait_of(_waits(centre, met)),
    )


def _waits(centre: Centre, met: list[dict[str, Any]]) -> list[int]:
    """Return days from booking to conversation; of somebody with an account only the first conversation here."""
    people = {row["person"] for row in met} - {None}
    earlier = Appointment.objects.filter(centre=centre, state=State.MET, person__in=people)
    seen = set(earlier.filter(begins__lt=met[0]["begins"]).values_list("person", flat=True)) if met else set()
    found = []
    for row in met:
        if row["person"] is None or row["person"] not in seen:
            found.append((row["day"] - timezone.localtime(row["made"]).date()).days)
            seen.add(row["person"])
    return found
