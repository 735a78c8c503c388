"""A learner's own work: assignments of their groups with what they wrote, who would see it, and what others said."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from wending.kit.tokens import hash_of
from wending.ledger.rules.actor import Actor
from wending.school.models import Assignment, FeedbackAsk, HandIn, HandInWords, SchoolGroup, SchoolPerson, Seat
from wending.school.queries.scope import STAFF_SEATS, here_now, own_rows, seats_now


@dataclass(frozen=True, slots=True)
class Work:
    """An assignment as its learner sees it, with their own work once they began."""

    assignment: Assignment
    learner: SchoolPerson
    mine: HandIn | None

    @property
    def is_late(self) -> bool:
        """Whether the last day is over and nothing is handed in."""
        is_over = self.assignment.due is not None and self.assignment.due < timezone.localdate()
        return is_over and not (self.mine and self.mine.handed_in)


def my_groups(actor: Actor) -> QuerySet[SchoolGroup]:
    """Return the groups in which who asks is a learner now."""
    seats = Seat.objects.filter(seats_now(), person__in=own_rows(actor), role="learner")
    return SchoolGroup.objects.filter(here_now(), pk__in=seats.values("group"))


def my_works(actor: Actor) -> list[Work]:
    """Return the assignments that go on in one's groups, those with the nearest day first."""
    rows = Assignment.objects.filter(group__in=my_groups(actor), ended=None).select_related("group", "made_by")
    learners = {row.organisation_id: row for row in own_rows(actor)}
    mine = {work.assignment_id: work for work in own_hand_ins(actor)}
    works = [Work(row, learners[row.group.organisation_id], mine.get(row.pk)) for row in rows]
    return sorted(
        works, key=lambda work: (work.assignment.due is None, work.assignment.due or work.assignment.given.date())
    )


def my_work(actor: Actor, assignment: UUID) -> Work:
    """Return one of these. Raises Assignment.DoesNotExist."""
    found = next((work for work in my_works(actor) if work.assignment.pk == assignment), None)
    if found is None:
        raise Assignment.DoesNotExist
    return found


def own_hand_ins(actor: Actor) -> QuerySet[HandIn]:
    """Return all work of who asks, also of schools they left, newest first."""
    if actor.person is None:
        return HandIn.objects.none()
    return HandIn.objects.filter(person=actor.person).select_related("assignment__group").order_by("-begun")


def own_words(actor: Actor, hand_in: HandIn) -> QuerySet[HandInWords]:
    """Return what others gave back to one's own work, oldest first."""
    return HandInWords.objects.filter(hand_in=hand_in, hand_in__person=actor.me).order_by("given")


def own_asks(actor: Actor, hand_in: HandIn) -> QuerySet[FeedbackAsk]:
    """Return whom one asked for words and did not withdraw."""
    rows = FeedbackAsk.objects.filter(hand_in=hand_in, hand_in__person=actor.me, withdrawn=None)
    return rows.select_related("peer").order_by("made")


def readers_of(assignment: Assignment) -> list[SchoolPerson]:
    """Return the staff who read what is handed in for an assignment: those with a seat in its group now."""
    seats = Seat.objects.filter(seats_now(), group=assignment.group_id, role__in=STAFF_SEATS)
    rows = SchoolPerson.objects.filter(here_now(), pk__in=seats.values("person")).order_by("last", "first")
    return [row for row in rows if row.is_staff]


def classmates(actor: Actor, assignment: Assignment) -> QuerySet[SchoolPerson]:
    """Return who of the same group can be asked: learners there now, with an account, without oneself."""
    if not my_groups(actor).filter(pk=assignment.group_id).exists():
        return SchoolPerson.objects.none()
    seats = Seat.objects.filter(seats_now(), group=assignment.group_id, role="learner")
    rows = SchoolPerson.objects.filter(here_now(), pk__in=seats.values("person"), account__isnull=False)
    return rows.exclude(account=actor.person).order_by("first", "last")


def asked_of_me(actor: Actor) -> list[FeedbackAsk]:
    """Return what classmates ask who asks to read: handed in, and both in that group now."""
    rows = _living().filter(peer__in=own_rows(actor), hand_in__assignment__group__in=my_groups(actor))
    found = list(rows.select_related("hand_in__assignment__group", "hand_in__learner", "hand_in__person"))
    there = Seat.objects.filter(
        seats_now(), role="learner", person__in=[ask.hand_in.learner_id for ask in found if ask.hand_in.learner_id]
    )
    seats = set(there.filter(person__in=SchoolPerson.objects.filter(here_now())).values_list("person", "group"))
    return [ask for ask in found if ask.hand_in.assignment and _seat(ask) in seats]


def ask_of_me(actor: Actor, ask: UUID) -> FeedbackAsk:
    """Return one of these. Raises FeedbackAsk.DoesNotExist."""
    found = next((one for one in asked_of_me(actor) if one.pk == ask), None)
    if found is None:
        raise FeedbackAsk.DoesNotExist
    return found


def ask_by_link(token: str) -> FeedbackAsk | None:
    """Return what the holder of a link may read; nothing when it is over, withdrawn, or the work is."""
    rows = _living().filter(token_hash=hash_of(token), until__gt=timezone.now())
    return rows.select_related("hand_in__assignment", "hand_in__person", "hand_in__learner").first()


def words_by(actor: Actor, hand_in: HandIn) -> list[HandInWords]:
    """Return what who asks themselves gave back to a work, oldest first."""
    return list(HandInWords.objects.filter(hand_in=hand_in, by=actor.me).order_by("given"))


def _seat(ask: FeedbackAsk) -> tuple[UUID | None, UUID | None]:
    assignment = ask.hand_in.assignment
    return ask.hand_in.learner_id, assignment.group_id if assignment else None


def _living() -> QuerySet[FeedbackAsk]:
    going = Q(hand_in__assignment=None) | Q(hand_in__assignment__ended=None)
    return FeedbackAsk.objects.filter(going, withdrawn=None, hand_in__handed_in__isnull=False)
