"""What a firm needs in two years beside what it has: counts people chose to be part of, or the firm's own estimate."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from wending.kit.small_cells import SMALLEST
from wending.ledger.rules.actor import Actor
from wending.work.models import CountMeIn, Function, NeededSkill, SkillCount
from wending.work.queries.scope import colleagues_for, managed_firm, own_firms
from wending.work.rules.openings import Skill


@dataclass(frozen=True, slots=True)
class Need:
    """A skill of a function. `counted` None: not shown, because too few take part or it would tell of few people."""

    row: NeededSkill
    counted: int | None

    @property
    def short(self) -> int | None:
        """How many people more need it than have it, by the count, else by the firm's estimate; None when unknown."""
        has = self.row.estimate if self.counted is None else self.counted
        return None if has is None or self.row.people is None else max(0, self.row.people - has)


@dataclass(frozen=True, slots=True)
class Needs:
    """The functions of a firm with what they need. `counted_on`: the day of the count, None when none was made."""

    functions: list[tuple[Function, list[Need]]]
    counted_on: date | None
    is_small: bool


def keys_asked(firm: UUID) -> set[str]:
    """Return the keys of the skills that a firm asks of its functions: nothing about a person."""
    rows = NeededSkill.objects.filter(function__organisation=firm).values_list("uri", "name")
    return {Skill(uri, name).key for uri, name in rows}


def needs(actor: Actor) -> Needs:
    """Return what the firm that who asks manages needs and has."""
    firm = managed_firm(actor)
    last = SkillCount.objects.filter(organisation=firm).order_by("-quarter").first()
    shown: dict[str, int] = last.shown if last else {}
    rows = functions(actor).prefetch_related("needs")
    found = [
        (row, [Need(one, shown.get(Skill(one.uri, one.name).key)) for one in sorted(row.needs.all(), key=_by_name)])
        for row in rows
    ]
    small = colleagues_for(actor).count() < SMALLEST
    return Needs(found, last.counted_on if last and shown else None, small)


def _by_name(row: NeededSkill) -> str:
    return row.name.casefold()


def functions(actor: Actor) -> QuerySet[Function]:
    """Return the functions of the firm that who asks manages."""
    return Function.objects.filter(organisation=managed_firm(actor)).order_by("name")


def function_of(actor: Actor, function: UUID) -> Function | None:
    """Return one function of the firm that who asks manages."""
    return functions(actor).filter(pk=function).first()


def asked_at(actor: Actor, firm: UUID) -> list[Skill]:
    """Return the skills that a firm where who asks works needs, each once, by name."""
    if firm not in own_firms(actor):
        return []
    rows = NeededSkill.objects.filter(function__organisation=firm).values_list("uri", "name")
    found = {one.key: one for one in (Skill(uri, name) for uri, name in rows)}
    return sorted(found.values(), key=lambda one: one.name.casefold())


def own_count(actor: Actor, firm: UUID) -> CountMeIn | None:
    """Return what who asks lets count at a firm; nobody else's."""
    return CountMeIn.objects.filter(person=actor.me, organisation=firm).first()
