"""What people say to their turns: yes, no, or a swap with a colleague who agrees. Only they can, whoever leads them."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Rotation, Swap, Turn, TurnAnswer
from wending.work.queries.own_work import own_turns, swaps_to_answer
from wending.work.queries.swaps import others_turns, swap_faults
from wending.work.rules.rotation import State


@transaction.atomic
def answer_turn(*, by: Actor, turn: UUID, is_accepted: bool, reason: str = "") -> bool:
    """Say yes or no to one's own turn, as often as one changes one's mind; return whether it was there to answer."""
    row = own_turns(by).select_for_update(of=("self",)).filter(pk=turn).first()
    if row is None:
        return False
    _answer(row, by.me, is_accepted, reason)
    record(by=by, verb="answered-turn", about=by.key)
    return True


@transaction.atomic
def accept_all(*, by: Actor, rotation: UUID) -> int:
    """Say yes to all one's own turns of a rotation that have no answer yet; return how many."""
    rows = list(own_turns(by).filter(rotation=rotation, answer=None))
    for row in rows:
        _answer(row, by.me, True, "")
    if rows:
        record(by=by, verb="answered-turn", about=by.key)
    return len(rows)


def _answer(row: Turn, person: UUID, is_accepted: bool, reason: str) -> None:
    TurnAnswer.objects.update_or_create(
        turn=row, defaults={"person_id": person, "is_accepted": is_accepted, "reason": "" if is_accepted else reason}
    )
    if not is_accepted:
        # What somebody does not do they cannot give in a swap either.
        Swap.objects.filter(mine=row).delete()


@transaction.atomic
def ask_swap(*, by: Actor, mine: UUID, theirs: UUID) -> Swap | None:
    """Ask a colleague to change turns; None where one of them is not there to swap.

    Raises ValidationError with what stands in the way: an authorisation, load or hours.
    """
    own = own_turns(by).filter(pk=mine, buddy=None).first()
    other = others_turns(by, own).filter(pk=theirs).first() if own else None
    if own is None or other is None:
        return None
    _refuse_faults(own, other)
    swap, is_new = Swap.objects.get_or_create(mine=own, theirs=other, defaults={"asked_by_id": by.me})
    if is_new and other.colleague.account:
        record(by=by, verb="asked-swap", about=str(other.colleague.account.ledger_key))
    return swap


@transaction.atomic
def answer_swap(*, by: Actor, swap: UUID, agrees: bool) -> bool:
    """Say yes or no to a colleague who asks to swap; return whether it could be answered.

    With yes the turns change hands, and both stand: each of the two said so. Raises ValidationError where something
    came in between since it was asked.
    """
    row = swaps_to_answer(by).filter(pk=swap).first()
    if row is None:
        return False
    Rotation.objects.select_for_update().get(pk=row.mine.rotation_id)
    row = swaps_to_answer(by).filter(pk=swap).first()
    if row is None or row.mine.rotation.state != State.READY:
        return False
    if not agrees:
        row.delete()
    else:
        _refuse_faults(row.mine, row.theirs)
        _exchange(row.mine, row.theirs)
    record(by=by, verb="answered-swap", about=by.key)
    return True


def _refuse_faults(mine: Turn, theirs: Turn) -> None:
    faults = swap_faults(mine, theirs)
    if faults:
        raise ValidationError([_("Deze ruil kan niet."), *faults])


def _exchange(mine: Turn, theirs: Turn) -> None:
    one, other = mine.colleague, theirs.colleague
    TurnAnswer.objects.filter(turn__in=[mine, theirs]).delete()
    Swap.objects.filter(mine__in=[mine, theirs]).delete()
    Swap.objects.filter(theirs__in=[mine, theirs]).delete()
    for turn, old, new in ((mine, one, other), (theirs, other, one)):
        turn.colleague = new
        turn.save(update_fields=["colleague"])
        learners = Turn.objects.filter(rotation=turn.rotation_id, task=turn.task_id, week=turn.week, buddy=old)
        learners.update(buddy=new)
        if new.account_id:
            TurnAnswer.objects.create(turn=turn, person_id=new.account_id, is_accepted=True)
