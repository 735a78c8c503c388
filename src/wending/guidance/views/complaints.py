"""Complaints: the public pages, the private link of who complains, and the pages of the independent council."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import everyone, link, roles
from wending.guidance.actions import complaints as actions
from wending.guidance.forms.complaints import ComplaintForm, DecisionForm, MessageForm, ShareForm
from wending.guidance.queries import complaints as queries
from wending.guidance.rules.complaints import ANSWER_DAYS, DECIDE_DAYS, Outcome
from wending.guidance.views.growth import form_page
from wending.kit.versions import Stale

council = roles(Role.COUNCIL, at=Kind.CENTRE)


@everyone
@require_safe
def complain(request: HttpRequest) -> HttpResponse:
    """Explain how to complain, who reads it and who does not, and what was decided in earlier years."""
    content = {
        "answer_days": ANSWER_DAYS,
        "decide_weeks": DECIDE_DAYS // 7,
        "years": queries.yearly_numbers(timezone.localdate()),
    }
    return render(request, "guidance/complain.html", content)


@everyone
@form_page
def complain_form(request: HttpRequest) -> HttpResponse:
    """Take a complaint, with or without account, and lead to its private page."""
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = actions.complain(by=who(request), told=form.told())
        messages.success(request, _("Je klacht is bij de raad. Bewaar het adres van deze pagina."))
        return redirect("guidance:complaint_link", token)
    return render(request, "guidance/complain_form.html", {"form": form})


@link
@form_page
def complaint_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show who complains how it stands, and take a message."""
    row = queries.complaint_by_token(token)
    if row is None:
        return render(request, "guidance/complaint_over.html", status=410)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        actions.withdraw_by_link(token=token)
        return redirect("guidance:complaint_link", token)
    if request.method == "POST" and form.is_valid():
        actions.write_by_link(token=token, text=form.cleaned_data["text"])
        return redirect("guidance:complaint_link", token)
    content = {
        "view": queries.complaint_view(row, timezone.localdate()),
        "talk": row.messages.all(),
        "form": form,
        "address": request.build_absolute_uri(reverse("guidance:complaint_link", args=[token])),
    }
    return render(request, "guidance/complaint_link.html", content)


@council
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Show the council the complaints it may handle."""
    today = timezone.localdate()
    views = [queries.complaint_view(row, today) for row in queries.complaints_for(who(request))]
    content = {"open": [one for one in views if one.is_open], "closed": [one for one in views if not one.is_open]}
    return render(request, "guidance/complaints.html", content)


@council
@require_safe
def complaint(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """Show the council a complaint."""
    return _page(request, complaint)


@council
@require_POST
def complaint_answer(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """Write to who complains."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, complaint, answer_form=form)
    return _done(
        actions.answer_complaint(by=who(request), complaint=complaint, text=form.cleaned_data["text"]),
        complaint,
    )


@council
@require_POST
def complaint_share(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """Tell the centre something."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, complaint, share_form=form)
    return _done(
        actions.share_with_centre(by=who(request), complaint=complaint, text=form.cleaned_data["text"]),
        complaint,
    )


@council
@require_POST
def complaint_decide(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """Decide on a complaint."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, complaint, decision_form=form)
    told = form.cleaned_data
    try:
        done = actions.decide_complaint(
            by=who(request),
            complaint=complaint,
            outcome=Outcome(told["outcome"]),
            decision=told["decision"],
            version=told["version"],
        )
    except Stale:
        messages.warning(
            request, _("Iemand anders veranderde deze klacht net. Lees wat er nu staat en bewaar dan opnieuw.")
        )
        return _page(request, complaint, decision_form=form, is_stale=True)
    return _done(done, complaint)


def _done(done: bool, complaint: UUID) -> HttpResponse:
    if not done:
        raise Http404
    return redirect("guidance:complaint", complaint)


def _page(
    request: HttpRequest,
    number: UUID,
    answer_form: MessageForm | None = None,
    share_form: ShareForm | None = None,
    decision_form: DecisionForm | None = None,
    is_stale: bool = False,
) -> HttpResponse:
    row = queries.complaint_for(who(request), number)
    if row is None:
        raise Http404
    if is_stale and decision_form:
        # The text stays in the form; with the present version it can be saved after reading what changed.
        decision_form = DecisionForm({**request.POST.dict(), "version": row.version})
    content = {
        "view": queries.complaint_view(row, timezone.localdate()),
        "talk": row.messages.all(),
        "shares": row.shares.all(),
        "answer_form": answer_form or MessageForm(auto_id="answer_%s"),
        "share_form": share_form or ShareForm(auto_id="share_%s"),
        "decision_form": decision_form or DecisionForm(initial={"version": row.version}),
    }
    return render(request, "guidance/complaint.html", content)
