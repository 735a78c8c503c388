"""Groups for peer review and supervision. Who is no member gets the same answer as for a group that does not exist."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.views.actor import who
from wending.guidance.actions import peers
from wending.guidance.forms.peers import GroupForm, InviteForm, MeetingForm, NoteForm, PointForm
from wending.guidance.queries.peers import group_view, groups_of, invitations_to, meeting_for
from wending.guidance.rules.peers import GroupKind
from wending.guidance.views.growth import form_page, professional


@professional
@form_page
def groups(request: HttpRequest) -> HttpResponse:
    """Show one's own groups and invitations, and start a group."""
    actor = who(request)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        group = peers.start_group(by=actor, kind=GroupKind(told["kind"]), name=told["name"], method=told["method"])
        return redirect("guidance:group", group.pk)
    content = {"form": form, "groups": groups_of(actor), "invitations": invitations_to(actor)}
    return render(request, "guidance/groups.html", content)


@professional
@require_safe
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """Show a group to its members."""
    return _group_page(request, group)


@professional
@require_POST
def invite(request: HttpRequest, group: UUID) -> HttpResponse:
    """Invite somebody by address; the answer does not tell whether the address is known."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _group_page(request, group, invite_form=form)
    if not peers.invite_peer(by=who(request), group=group, email=form.cleaned_data["email"]):
        raise Http404
    messages.success(request, _("Werkt dit adres hier als begeleider? Dan staat de uitnodiging klaar."))
    return redirect("guidance:group", group)


@professional
@require_POST
def answer(request: HttpRequest, group: UUID) -> HttpResponse:
    """Join a group one was invited to, or do not."""
    joins = request.POST.get("answer") == "join"
    if not peers.answer_invitation(by=who(request), group=group, joins=joins):
        raise Http404
    return redirect("guidance:group", group) if joins else redirect("guidance:groups")


@professional
@require_POST
def leave(request: HttpRequest, group: UUID) -> HttpResponse:
    """Leave a group."""
    if not peers.leave_group(by=who(request), group=group):
        raise Http404
    messages.success(request, _("Je bent uit de groep. Je eigen notities zijn weg."))
    return redirect("guidance:groups")


@professional
@require_POST
def meeting(request: HttpRequest, group: UUID) -> HttpResponse:
    """Plan a meeting."""
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _group_page(request, group, meeting_form=form)
    told = form.cleaned_data
    if not peers.plan_meeting(by=who(request), group=group, day=told["day"], question=told["question"]):
        raise Http404
    return redirect("guidance:group", group)


@professional
@require_POST
def note(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Keep a private note of a meeting."""
    return _write(request, meeting, NoteForm(request.POST), peers.write_note)


@professional
@require_POST
def point(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Add what the group learned."""
    return _write(request, meeting, PointForm(request.POST), peers.add_point)


def _write(
    request: HttpRequest, meeting: UUID, form: NoteForm | PointForm, action: Callable[..., bool]
) -> HttpResponse:
    actor = who(request)
    found = meeting_for(actor, meeting)
    if found is None:
        raise Http404
    if form.is_valid():
        action(by=actor, meeting=meeting, text=form.cleaned_data["text"])
        messages.success(request, _("Bewaard."))
    else:
        for error in form.errors.get("text", []):
            messages.error(request, str(error))
    return redirect("guidance:group", found.group_id)


def _group_page(
    request: HttpRequest, group: UUID, invite_form: InviteForm | None = None, meeting_form: MeetingForm | None = None
) -> HttpResponse:
    view = group_view(who(request), group)
    if view is None:
        raise Http404
    content = {
        "view": view,
        "invite_form": invite_form or InviteForm(),
        "meeting_form": meeting_form or MeetingForm(initial={"day": timezone.localdate()}),
        "meetings": [
            {
                "view": one,
                "note_form": NoteForm(initial={"text": one.note}, auto_id=f"note-{one.id}-%s"),
                "point_form": PointForm(auto_id=f"point-{one.id}-%s"),
            }
            for one in view.meetings
        ],
    }
    return render(request, "guidance/group.html", content)
