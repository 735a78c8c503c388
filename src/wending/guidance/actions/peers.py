"""Writes of groups for peer review and supervision. Who is no member changes nothing, and learns nothing of a group."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wending.accounts.models import Membership
from wending.accounts.rules.roles import Role
from wending.guidance.models import PeerGroup, PeerMeeting, PeerMember, PeerNote, PeerPoint
from wending.guidance.queries.peers import group_for, meeting_for
from wending.guidance.rules.peers import GroupKind
from wending.ledger.actions.record import record
from wending.ledger.rules.actor import Actor


@transaction.atomic
def start_group(*, by: Actor, kind: GroupKind, name: str, method: str) -> PeerGroup:
    """Start a group, with oneself as its first member and facilitator."""
    group = PeerGroup.objects.create(kind=kind, name=name, method=method, facilitator_id=by.me)
    PeerMember.objects.create(group=group, person_id=by.me, joined=timezone.now())
    record(by=by, verb="started-group", about=by.key, thing="guidance.group")
    return group


@transaction.atomic
def invite_peer(*, by: Actor, group: UUID, email: str) -> bool:
    """Invite a professional by address; return whether the group is one's own.

    Whether the address is of a professional is told to nobody: the answer is the same.
    """
    if group_for(by, group) is None:
        return False
    member = Membership.objects.filter(person__email=email.strip().lower(), role=Role.PROFESSIONAL, ended=None).first()
    if member is not None:
        _row, is_new = PeerMember.objects.get_or_create(group_id=group, person_id=member.person_id)
        if is_new:
            record(by=by, verb="invited", about=str(member.person.ledger_key), thing="guidance.group")
    return True


@transaction.atomic
def answer_invitation(*, by: Actor, group: UUID, joins: bool) -> bool:
    """Join a group one was invited to, or do not; return whether there was an invitation."""
    row = PeerMember.objects.filter(group_id=group, person_id=by.me, joined=None).first()
    if row is None:
        return False
    if joins:
        row.joined = timezone.now()
        row.save(update_fields=["joined"])
    else:
        row.delete()
    record(by=by, verb="joined-group" if joins else "declined-group", about=by.key, thing="guidance.group")
    return True


@transaction.atomic
def leave_group(*, by: Actor, group: UUID) -> bool:
    """Leave a group, with one's own notes; the last who leaves takes the group along. Return whether one was in it."""
    if not PeerMember.objects.filter(group_id=group, person_id=by.me).exclude(joined=None).delete()[0]:
        return False
    PeerNote.objects.filter(meeting__group_id=group, person_id=by.me).delete()
    left = PeerMember.objects.filter(group_id=group).exclude(joined=None)
    if not left.exists():
        PeerGroup.objects.filter(pk=group).delete()
    else:
        PeerGroup.objects.filter(pk=group, facilitator_id=by.me).update(facilitator=left.order_by("joined")[0].person)
    record(by=by, verb="left-group", about=by.key, thing="guidance.group")
    return True


@transaction.atomic
def plan_meeting(*, by: Actor, group: UUID, day: date, question: str) -> PeerMeeting | None:
    """Add a meeting with an anonymous question; None when the group is not one's own."""
    if group_for(by, group) is None:
        return None
    record(by=by, verb="planned-meeting", about=by.key, thing="guidance.group")
    return PeerMeeting.objects.create(group_id=group, day=day, question=question, is_anonymous=True)


@transaction.atomic
def write_note(*, by: Actor, meeting: UUID, text: str) -> bool:
    """Keep a note for oneself; an empty text removes it. Return whether the meeting is of a group of one's own."""
    if meeting_for(by, meeting) is None:
        return False
    if text:
        PeerNote.objects.update_or_create(meeting_id=meeting, person_id=by.me, defaults={"text": text})
    else:
        PeerNote.objects.filter(meeting_id=meeting, person_id=by.me).delete()
    record(by=by, verb="saved", about=by.key, thing="guidance.note")
    return True


@transaction.atomic
def add_point(*, by: Actor, meeting: UUID, text: str) -> bool:
    """Add what the group learned, for all members; return whether the meeting is of a group of one's own."""
    if meeting_for(by, meeting) is None:
        return False
    PeerPoint.objects.create(meeting_id=meeting, text=text, writer_id=by.me)
    record(by=by, verb="saved", about=by.key, thing="guidance.point")
    return True
