"""Groups for peer review and supervision, as their members see them. To others they do not exist."""

from dataclasses import dataclass
from uuid import UUID

from wending.guidance.models import PeerGroup, PeerMeeting, PeerMember, PeerPoint
from wending.guidance.queries.profession import methods, said
from wending.guidance.queries.profession_words import GROUP_KINDS
from wending.guidance.rules.peers import GroupKind
from wending.ledger.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in a list."""

    id: UUID
    name: str
    kind: str
    facilitator: str
    members: int


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with the points of all, and the note of who asks."""

    id: UUID
    meeting: PeerMeeting
    points: list[PeerPoint]
    note: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as one of its members sees it."""

    row: GroupRow
    method: str
    method_about: str
    members: list[str]
    invited: int
    meetings: list[MeetingView]


def group_for(actor: Actor, group: UUID) -> PeerGroup | None:
    """Return a group of which who asks is a member."""
    mine = PeerMember.objects.filter(person=actor.person).exclude(joined=None)
    return PeerGroup.objects.filter(pk=group, pk__in=mine.values("group")).select_related("facilitator").first()


def meeting_for(actor: Actor, meeting: UUID) -> PeerMeeting | None:
    """Return a meeting of a group of which who asks is a member."""
    mine = PeerMember.objects.filter(person=actor.person).exclude(joined=None)
    return PeerMeeting.objects.filter(pk=meeting, group__in=mine.values("group")).first()


def groups_of(actor: Actor) -> list[GroupRow]:
    """Return the groups of which who asks is a member."""
    return [_row(member.group) for member in _memberships(actor) if member.joined]


def invitations_to(actor: Actor) -> list[GroupRow]:
    """Return the groups to which who asks is invited."""
    return [_row(member.group) for member in _memberships(actor) if not member.joined]


def group_view(actor: Actor, group: UUID) -> GroupView | None:
    """Return a group as its member sees it; None for anybody else."""
    found = group_for(actor, group)
    if found is None:
        return None
    members = list(found.members.select_related("person").order_by("joined"))
    method = methods().get(found.method)
    return GroupView(
        row=_row(found),
        method=said(method.name) if method else found.method,
        method_about=said(method.about) if method else "",
        members=[str(member.person) for member in members if member.joined],
        invited=sum(member.joined is None for member in members),
        meetings=[
            MeetingView(
                id=meeting.pk,
                meeting=meeting,
                points=list(meeting.points.all()),
                note="".join(note.text for note in meeting.notes.filter(person=actor.person)),
            )
            for meeting in found.meetings.prefetch_related("points")
        ],
    )


def _memberships(actor: Actor) -> list[PeerMember]:
    rows = PeerMember.objects.filter(person=actor.person).select_related("group__facilitator")
    return list(rows.order_by("group__name"))


def _row(group: PeerGroup) -> GroupRow:
    return GroupRow(
        id=group.pk,
        name=group.name,
        kind=str(GROUP_KINDS[GroupKind(group.kind)]),
        facilitator=str(group.facilitator or ""),
        members=group.members.exclude(joined=None).count(),
    )
