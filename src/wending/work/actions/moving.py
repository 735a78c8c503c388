"""A firm tells a group that its work ends; people join by their own choice, set limits, answer, and leave.

What a person does here is in their ledger, never in a mail to the firm: the moment of a mail would tell who joined.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wending.accounts.actions.consent import end_consents, give_consent
from wending.accounts.actions.mail import queue_mail
from wending.accounts.models import Organisation
from wending.accounts.queries.words import LETTER_END
from wending.accounts.rules.consent import USUAL, Part, Purpose
from wending.accounts.rules.roles import Kind
from wending.kit.versions import Stale
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor
from wending.work.models import Mover, MoverStep, Moving, MovingInvite
from wending.work.queries.moving import managed_movings, own_mover, own_movings
from wending.work.queries.scope import colleagues_for, is_manager
from wending.work.rules.moving import FIRST_STEP, Council, Limits, State, StepOwner


@dataclass(frozen=True, slots=True)
class Group:
    """What a firm writes of a group: name, reason, last day of work, works council, and who guides."""

    name: str
    reason: str
    ends: date
    council: Council
    guide_organisation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose when joining: parts that matching may use, limits, and who may see what."""

    uses: frozenset[Part]
    limits: Limits
    shows_state: bool = False
    guide_sees: bool = False


@transaction.atomic
def start_moving(*, by: Actor, group: Group) -> Moving:
    """Begin a group at the firm one manages. Raises PermissionDenied, or ValidationError for who cannot guide."""
    if not is_manager(by) or by.organisation is None:
        raise PermissionDenied("not a manager of a firm")
    if group.guide_organisation is not None and not _may_guide(by, group.guide_organisation):
        raise ValidationError(_("Kies je eigen bedrijf of een loopbaancentrum."))
    row = Moving.objects.create(
        organisation_id=by.organisation,
        name=group.name,
        reason=group.reason,
        ends=group.ends,
        council=group.council,
        guide_organisation_id=group.guide_organisation,
    )
    record(by=by, verb="started-moving", thing="work.moving")
    return row


def _may_guide(by: Actor, organisation: UUID) -> bool:
    centre = Organisation.objects.filter(pk=organisation, kind=Kind.CENTRE).exists()
    return organisation == by.organisation or centre


@transaction.atomic
def tell_people(*, by: Actor, moving: UUID, colleagues: Collection[UUID], link: Callable[[], str]) -> int:
    """Tell people of the firm one manages that they are of a group; return how many are new. Mails who has an address.

    Raises PermissionDenied for a group that is not of the firm.
    """
    row = managed_movings(by).filter(pk=moving, closed=None).first()
    if row is None:
        raise PermissionDenied("not a group of this firm")
    count = 0
    for colleague in colleagues_for(by).filter(pk__in=colleagues).select_related("account"):
        _invite, is_new = MovingInvite.objects.get_or_create(moving=row, colleague=colleague)
        if not is_new:
            continue
        count += 1
        if colleague.account:
            record(by=by, verb="told-of-moving", about=str(colleague.account.ledger_key), thing="work.moving")
        if colleague.email:
            text = _(
                "Hallo,\n\nBij %(firm)s verandert er iets in je werk. Op Wending kun je zien wat er kan.\n"
                "Meedoen kies je zelf. Je bedrijf ziet niet of je meedoet.\n\n%(link)s\n\n%(end)s\n"
            )
            values = {"firm": row.organisation.name, "link": link(), "end": LETTER_END}
            key = f"moving:{row.pk}:{colleague.pk}"
            queue_mail(address=colleague.email, subject=_("Bericht van je werk"), text=text % values, key=key)
    return count


@transaction.atomic
def close_moving(*, by: Actor, moving: UUID) -> bool:
    """Close a group of the firm one manages; people keep what is theirs. Return whether it was open."""
    if not managed_movings(by).filter(pk=moving, closed=None).update(closed=timezone.localdate()):
        return False
    record(by=by, verb="closed-moving", thing="work.moving")
    return True


@transaction.atomic
def join_moving(*, by: Actor, moving: UUID, choice: Choice) -> Mover | None:
    """Join a group of which one was told; None out of scope. The first next step is there at once.

    Raises ValidationError for who joined already.
    """
    row = own_movings(by).filter(pk=moving, invites__colleague__account=by.me).first()
    if row is None:
        return None
    mover, is_new = Mover.objects.get_or_create(moving=row, person_id=by.me)
    if not is_new:
        raise ValidationError(_("Je doet al mee."))
    _write(mover, choice)
    mover.save()
    due = timezone.localdate() + FIRST_STEP
    MoverStep.objects.create(mover=mover, text=_("Bekijk je voorstellen en kies."), due=due, owner=StepOwner.SELF)
    record(by=by, verb="joined-moving", about=by.key, purpose=Purpose.MOVING)
    _guide_sees(by, row, choice.guide_sees)
    return mover


@transaction.atomic
def change_choice(*, by: Actor, moving: UUID, choice: Choice, version: int) -> Mover | None:
    """Change what may be used, the limits, and who may see what; None for who did not join.

    Raises:
        Stale: it was changed since `version` was read; nothing is saved.
    """
    found = Mover.objects.select_for_update().filter(person=by.me, moving=moving).first()
    if found is None:
        return None
    if found.version != version:
        raise Stale(found.version)
    _write(found, choice)
    found.version += 1
    found.save()
    record(by=by, verb="changed-moving", about=by.key, purpose=Purpose.MOVING)
    _guide_sees(by, found.moving, choice.guide_sees)
    return found


def _write(mover: Mover, choice: Choice) -> None:
    limits = choice.limits
    mover.uses = sorted(choice.uses)
    mover.hours_low, mover.hours_high = limits.hours_low, limits.hours_high
    mover.level_low, mover.level_high = limits.level_low, limits.level_high
    mover.regions = sorted(limits.regions)
    mover.shows_state = choice.shows_state


def _guide_sees(by: Actor, moving: Moving, is_wanted: bool) -> None:
    """Let the guide see, or no longer; a guide is always one person within their organisation."""
    if moving.guide_id is None or moving.guide_organisation_id is None:
        return
    to = {"to_person": moving.guide_id, "to_organisation": moving.guide_organisation_id}
    if is_wanted:
        until = timezone.localdate() + USUAL
        give_consent(by=by, purpose=Purpose.MOVING, parts=[Part.PLAN], until=until, **to)
    else:
        end_consents(by=by, person=by.me, purpose=Purpose.MOVING, **to)


@transaction.atomic
def leave_moving(*, by: Actor, moving: UUID) -> bool:
    """Leave a group: proposals, answers and steps are gone, and the guide sees nothing more. Return whether in it."""
    mover = own_mover(by, moving)
    if mover is None:
        return False
    row = mover.moving
    mover.delete()
    record(by=by, verb="left-moving", about=by.key, purpose=Purpose.MOVING)
    _guide_sees(by, row, False)
    return True


@transaction.atomic
def set_state(*, by: Actor, moving: UUID, state: State) -> bool:
    """Say where one is; return whether one is in the group."""
    if not Mover.objects.filter(person=by.me, moving=moving).update(state=state):
        return False
    record(by=by, verb="changed-moving", about=by.key, purpose=Purpose.MOVING)
    return True


@transaction.atomic
def add_step(*, by: Actor, moving: UUID, text: str, due: date, owner: StepOwner) -> MoverStep | None:
    """Add a next step of one's own; None for who is not in the group."""
    mover = own_mover(by, moving)
    if mover is None:
        return None
    record(by=by, verb="added-moving-step", about=by.key, purpose=Purpose.MOVING)
    return MoverStep.objects.create(mover=mover, text=text, due=due, owner=owner)


@transaction.atomic
def finish_step(*, by: Actor, step: UUID) -> bool:
    """Say that a step of one's own is done; return whether it was there."""
    rows = MoverStep.objects.filter(pk=step, mover__person=by.me, done=None)
    if not rows.update(done=timezone.localdate()):
        return False
    record(by=by, verb="finished-moving-step", about=by.key, purpose=Purpose.MOVING)
    return True
