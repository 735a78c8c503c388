"""A professional's own growth: registrations, the learning log with points, self-review and modules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.guidance.models import LearningEntry, ModuleDone, Registration, SelfReview
from wending.guidance.queries.profession import modules, registers, said, statements
from wending.guidance.queries.profession_words import FIELDS, ROLES
from wending.guidance.rules.profession import Entry, KnowledgeField, NiceRole, Sum, add_up, within
from wending.guidance.sources.profession.parse import Demand, Module
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a sum, under its name; `value` and `text` are for the chart."""

    label: str
    sum: Sum

    @property
    def value(self) -> float:
        """Hours."""
        return float(self.sum.hours)

    @property
    def text(self) -> str:
        """Hours, and points where there are any."""
        hours = _("%(n)s uur") % {"n": floatformat(self.sum.hours)}
        if not self.sum.with_points:
            return hours
        return _("%(hours)s, %(n)s punten") % {"hours": hours, "n": floatformat(self.sum.points)}


@dataclass(frozen=True, slots=True)
class Period:
    """A registration with what was learned in its time, and what the register asks where we know it."""

    registration: Registration
    name: str
    about: str
    source: str
    href: str
    as_of: str
    is_over: bool
    sum: Sum
    demand: Demand | None
    missing: Decimal | None
    by_field: list[Part]


@dataclass(frozen=True, slots=True)
class RoleScore:
    """How somebody sees themselves in one role: the mean of each review, 1 to 5; the rest is for the chart."""

    label: str
    all: list[float]

    @property
    def value(self) -> float:
        """The mean of the latest review."""
        return self.all[-1]

    @property
    def text(self) -> str:
        """The latest mean, and the first where there are several."""
        now = floatformat(self.all[-1], 1)
        if len(self.all) == 1:
            return now
        return _("%(now)s (de eerste keer %(first)s)") % {"now": now, "first": floatformat(self.all[0], 1)}


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log with the words of its role and field."""

    entry: LearningEntry
    role: str
    field: str


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module in the learning line, and when it was finished."""

    key: str
    module: Module
    title: str
    goal: str
    role: str
    field: str
    done: date | None


def register_name(row: Registration) -> str:
    """Return the name of the register of a registration."""
    register = registers().get(row.register)
    return row.name or (register.name if register else row.register)


def registrations_of(actor: Actor, today: date) -> list[Period]:
    """Return one's own registrations, each with the learning in its time."""
    entries = _counted(LearningEntry.objects.filter(person=actor.person))
    return [_period(row, entries, today) for row in Registration.objects.filter(person=actor.person)]


def registration_for(actor: Actor, registration: UUID) -> Registration | None:
    """Return a registration of one's own."""
    return Registration.objects.filter(pk=registration, person=actor.person).first()


def public_registrations(organisation: UUID, today: date) -> list[tuple[str, str, date | None]]:
    """Return (name of the professional, register, until) of what professionals of a centre chose to show, if in force.

    Without numbers and proofs. Public.
    """
    people = Membership.objects.filter(organisation=organisation, role=Role.PROFESSIONAL, ended=None).values("person")
    rows = Registration.objects.filter(person__in=people, is_public=True, since__lte=today).select_related("person")
    shown = [row for row in rows if row.until is None or row.until >= today]
    return sorted((str(row.person), register_name(row), row.until) for row in shown)


def entries_of(actor: Actor) -> list[LogLine]:
    """Return one's own learning log, newest first."""
    return [
        LogLine(
            entry=row,
            role=str(ROLES[NiceRole(row.role)]) if row.role else "",
            field=str(FIELDS[KnowledgeField(row.field)]) if row.field else "",
        )
        for row in LearningEntry.objects.filter(person=actor.person)
    ]


def entry_for(actor: Actor, entry: UUID) -> LearningEntry | None:
    """Return a line of one's own learning log."""
    return LearningEntry.objects.filter(pk=entry, person=actor.person).first()


def learned(actor: Actor) -> tuple[Sum, list[Part], list[Part]]:
    """Return the whole of one's own log: together, by role, and by field of knowledge."""
    entries = _counted(LearningEntry.objects.filter(person=actor.person))
    by_role = [Part(str(ROLES[role]), add_up(one for one in entries if one.role == role)) for role in NiceRole]
    return add_up(entries), by_role, _by_field(entries)


def review_days(actor: Actor) -> list[date]:
    """Return the days of one's own reviews, first to latest."""
    return list(SelfReview.objects.filter(person=actor.person).values_list("day", flat=True))


def latest_review(actor: Actor) -> dict[str, int]:
    """Return the answers of one's own latest review; empty when there is none."""
    row = SelfReview.objects.filter(person=actor.person).last()
    return dict(row.answers) if row else {}


def review_growth(actor: Actor) -> list[RoleScore]:
    """Return per role the mean of each of one's own reviews; empty when there is none."""
    reviews = list(SelfReview.objects.filter(person=actor.person))
    if not reviews:
        return []
    keys = {role: [one.key for one in statements() if one.role == role] for role in NiceRole}
    return [RoleScore(str(ROLES[role]), [_mean(review.answers, keys[role]) for review in reviews]) for role in NiceRole]


def learning_line(actor: Actor) -> list[ModuleRow]:
    """Return the modules of our own offer in their order, with when who asks finished them."""
    done = dict(ModuleDone.objects.filter(person=actor.person).values_list("module", "day"))
    return [_module_row(module, done.get(module.key)) for module in modules().values()]


def module_row(actor: Actor, key: str) -> ModuleRow | None:
    """Return a module, with when who asks finished it; None for one that does not exist."""
    return next((row for row in learning_line(actor) if row.key == key), None)


def _module_row(module: Module, done: date | None) -> ModuleRow:
    field = str(FIELDS[module.field]) if module.field else ""
    return ModuleRow(module.key, module, said(module.title), said(module.goal), str(ROLES[module.role]), field, done)


def _mean(answers: dict[str, int], keys: list[str]) -> float:
    given = [answers[key] for key in keys if key in answers]
    return sum(given) / len(given) if given else 0.0


def _counted(rows: Iterable[LearningEntry]) -> list[Entry]:
    return [Entry(row.day, row.hours, row.points, row.role, row.field) for row in rows]


def _by_field(entries: list[Entry]) -> list[Part]:
    return [Part(str(FIELDS[field]), add_up(one for one in entries if one.field == field)) for field in KnowledgeField]


def _period(row: Registration, entries: list[Entry], today: date) -> Period:
    register = registers().get(row.register)
    counted = within(entries, row.since, row.until or today)
    total = add_up(counted)
    demand = register.demand_on(row.since) if register else None
    return Period(
        registration=row,
        name=register_name(row),
        about=said(register.about) if register and not row.name else "",
        source=register.source if register else "",
        href=register.href if register else "",
        as_of=register.as_of if register else "",
        is_over=row.until is not None and row.until < today,
        sum=total,
        demand=demand,
        missing=max(demand.points - total.points, Decimal()) if demand else None,
        by_field=_by_field(counted),
    )
