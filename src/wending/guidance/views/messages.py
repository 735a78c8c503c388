"""Questions in writing, for the professionals of a centre: the queue, one question, and beginnings of answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notices
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions import conversations as actions
from wending.guidance.actions.beginnings import remove_beginning, save_beginning
from wending.guidance.forms.agenda import BeginningForm, HandOverForm
from wending.guidance.forms.message import MessageForm
from wending.guidance.queries import words
from wending.guidance.queries.centres import professionals_of
from wending.guidance.queries.conversations import (
    all_messages,
    attachment_in,
    beginnings_of,
    conversation_at,
    counts,
    queue,
)
from wending.guidance.rules.words import Stand
from wending.guidance.views.asking import as_download
from wending.guidance.views.booking import FORM
from wending.guidance.views.who import own_centre


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Show what the centre was asked, what waits longest for an answer first."""
    centre = own_centre(request)
    whose = request.GET.get("toon", "")
    names = {"": _("Alles wat open is"), "mine": _("Van mij"), "closed": _("Gesloten")}
    page = {
        "centre": centre,
        "rows": [
            {"conversation": row, "stand": words.STANDS[row.stand], "is_late": _is_late(row)}
            for row in queue(who(request), whose)
        ],
        "tabs": [{"href": f"?toon={key}", "label": name, "current": key == whose} for key, name in names.items()],
        "counts": counts(who(request)),
    }
    return render(request, "guidance/messages.html", page)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_http_methods(FORM)
def message(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one question, and answer it in one's own words."""
    actor = who(request)
    found = actions.read(by=actor, number=number)
    if found is None:
        raise Http404
    form = MessageForm(request.POST, request.FILES) if request.method == "POST" else MessageForm()
    is_newer = False
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            actions.answer(
                by=actor,
                number=number,
                text=form.cleaned_data["text"],
                files=form.cleaned_data["attached"],
                seen=int(seen) if seen.isdecimal() else -1,
                close=bool(request.POST.get("close")),
            )
        except ValidationError as problem:
            form.add_error("text", problem)
        except actions.Newer:
            is_newer = True
        else:
            notices.success(request, _("Je antwoord is verstuurd."))
            return redirect("guidance:message", number)
    page = _page(request, found) | {"form": form, "is_newer": is_newer}
    status = 409 if is_newer else 422 if request.method == "POST" else 200
    return render(request, "guidance/message.html", page, status=status)


def _page(request: HttpRequest, found: Any) -> dict[str, Any]:
    me = who(request).me
    others = [row.person for row in professionals_of(found.centre) if row.person_id != me]
    line = _("%(name)s geeft je vraag door aan een collega.") % {"name": who(request).name}
    listed = all_messages(found)
    return {
        "conversation": found,
        "list": listed,
        "seen": len(listed),
        "stand": words.STANDS[found.stand],
        "is_late": _is_late(found),
        "language": words.LANGUAGES.get(found.language, found.language),
        "firm_size": words.FIRM_SIZES.get(found.firm_size, ""),
        "beginnings": [one for one in beginnings_of(who(request)) if one.language == found.language],
        "hand_over": HandOverForm(initial={"line": line}, colleagues=[(str(one.pk), str(one)) for one in others])
        if others
        else None,
        "is_mine": found.assigned_id == me,
        "is_closed": found.stand == Stand.CLOSED,
    }


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def take_up(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a question up."""
    found = actions.take_up(by=who(request), number=number)
    if found is None:
        raise Http404
    if found.assigned_id != who(request).me:
        notices.warning(request, _("Een collega was je voor."))
    return redirect("guidance:message", number)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def hand_over(request: HttpRequest, number: UUID) -> HttpResponse:
    """Hand a question over to a colleague."""
    found = conversation_at(who(request), number)
    if found is None:
        raise Http404
    colleagues = [(str(row.person_id), str(row.person)) for row in professionals_of(found.centre)]
    form = HandOverForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        notices.warning(request, _("Kies een collega, en schrijf wat de cliënt leest."))
        return redirect("guidance:message", number)
    told = form.cleaned_data
    if (
        actions.hand_over(by=who(request), number=number, to=UUID(told["to"]), line=told["line"], note=told["note"])
        is None
    ):
        raise Http404
    notices.success(request, _("Je collega heeft de vraag nu."))
    return redirect("guidance:messages")


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_POST
def close(request: HttpRequest, number: UUID) -> HttpResponse:
    """Close a conversation."""
    if actions.close(by=who(request), number=number) is None:
        raise Http404
    return redirect("guidance:messages")


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_safe
def file(request: HttpRequest, number: UUID, attachment: UUID) -> HttpResponse:
    """Give a file of a question; the look is in the ledger of the client."""
    found = actions.read(by=who(request), number=number)
    kept = attachment_in(found, attachment, for_client=False) if found else None
    if kept is None:
        raise Http404
    return as_download(kept)


@roles(Role.PROFESSIONAL, at=Kind.CENTRE)
@require_http_methods(FORM)
def beginnings(request: HttpRequest) -> HttpResponse:
    """Show and change the beginnings of answers of the centre."""
    centre = own_centre(request)
    if "remove" in request.POST:
        number = request.POST["remove"]
        if not number.isdecimal() or not remove_beginning(by=who(request), number=int(number)):
            raise Http404
        return redirect("guidance:beginnings")
    form = BeginningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            save_beginning(by=who(request), centre=centre, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error("text", problem)
        else:
            notices.success(request, _("Het begin is bewaard."))
            return redirect("guidance:beginnings")
    page = {"centre": centre, "form": form, "beginnings": beginnings_of(who(request))}
    return render(request, "guidance/beginnings.html", page, status=422 if request.method == "POST" else 200)


def _is_late(conversation: Any) -> bool:
    return conversation.due is not None and conversation.due < timezone.now()
