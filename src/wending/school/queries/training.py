"""The training line of teachers: its modules, what somebody did of it, and observations, scoped by who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.kit.small_cells import hidden_cells
from wending.ledger.rules.actor import Actor
from wending.school.models import Observation, SchoolPerson, TrainingDone
from wending.school.queries.scope import here_now, own_staff_row
from wending.school.rules.observation import State
from wending.school.sources.training import parse

FILES = Path(parse.__file__).parent / "files"
STAFF = (Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL)


@dataclass(frozen=True)
class Step:
    """One module in the line with when somebody did it (None: not yet) and what they wrote."""

    module: parse.Module
    title: str
    goal: str
    done: date | None
    looking_back: str


@lru_cache(maxsize=1)
def modules() -> dict[str, parse.Module]:
    """Return the modules by key, in the order of the line."""
    found = [parse.parse_module(path.read_bytes(), path.name) for path in sorted(FILES.glob("*.toml"))]
    return {one.key: one for one in found}


def said(words: parse.Words) -> str:
    """Return a text of a module in the language of the page."""
    return words.within(get_language() or "nl")


def all_said(words: Iterable[parse.Words]) -> list[str]:
    """Return texts of a module in the language of the page."""
    return [said(one) for one in words]


def training_line(actor: Actor) -> list[Step]:
    """Return the line with what who asks did of it."""
    done = {row.module: row for row in TrainingDone.objects.filter(person=actor.person)}
    return [
        Step(
            module=one,
            title=said(one.title),
            goal=said(one.goal),
            done=done[key].day if key in done else None,
            looking_back=done[key].looking_back if key in done else "",
        )
        for key, one in modules().items()
    ]


def colleagues(actor: Actor) -> QuerySet[SchoolPerson]:
    """Return the staff whom who asks can ask to look along: they have an account and teach at the same school now."""
    me = own_staff_row(actor)
    if me is None:
        return SchoolPerson.objects.none()
    teaching = Membership.objects.filter(organisation=actor.organisation, role__in=STAFF, ended=None)
    rows = SchoolPerson.objects.filter(here_now(), organisation=actor.organisation)
    return rows.filter(account__in=teaching.values("person")).exclude(pk=me.pk).order_by("last", "first")


def observations_of(actor: Actor) -> QuerySet[Observation]:
    """Return the observations of one's own lessons, newest first."""
    rows = Observation.objects.filter(observed=actor.person, organisation=actor.organisation)
    return rows.select_related("observer").order_by("-asked")


def observations_by(actor: Actor) -> QuerySet[Observation]:
    """Return where who asks was asked to look along and has not yet given it back; then it is theirs no more."""
    rows = Observation.objects.filter(observer=actor.person, organisation=actor.organisation)
    return rows.filter(state__in=(State.ASKED, State.AGREED)).select_related("observed").order_by("asked")


def observation_for(actor: Actor, number: UUID) -> Observation | None:
    """Return an observation that is one's own, or that one is asked for and has not given yet."""
    mine = Q(observed=actor.person) | Q(observer=actor.person, state__in=(State.ASKED, State.AGREED))
    rows = Observation.objects.filter(mine, pk=number, organisation=actor.organisation)
    return rows.select_related("observed", "observer").first() if own_staff_row(actor) else None


def reach(actor: Actor) -> list[tuple[str, int | None]]:
    """Return how many of the school's staff did a module, or had a colleague look along, before this quarter; for its
    manager. None where a count would give people away: fewer than ten, or fewer than ten who did not.

    Only whole quarters count, so that one person more cannot be seen from one day to the next.
    """
    if actor.role != Role.MANAGER or own_staff_row(actor) is None:
        return []
    today = timezone.localdate()
    begin = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    staff = Membership.objects.filter(organisation=actor.organisation, role__in=STAFF, ended=None)
    people = set(staff.filter(since__date__lt=begin).values_list("person", flat=True))
    trained = set(TrainingDone.objects.filter(person__in=people, day__lt=begin).values_list("person", flat=True))
    looked = Observation.objects.filter(observed__in=people, state=State.GIVEN, given__date__lt=begin)
    seen = set(looked.filter(organisation=actor.organisation).values_list("observed", flat=True))
    cells = {"staff": len(people), "trained": len(trained), "untrained": len(people - trained)}
    cells |= {"seen": len(seen), "unseen": len(people - seen)}
    hidden = hidden_cells(cells, [("staff", ("trained", "untrained")), ("staff", ("seen", "unseen"))])
    return [(key, None if key in hidden else cells[key]) for key in ("staff", "trained", "seen")]
