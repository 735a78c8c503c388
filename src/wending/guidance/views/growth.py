"""A professional's own growth: registrations, learning log, self-review."""

from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.guidance.actions.profession import (
    remove_entry,
    remove_registration,
    review_self,
    save_entry,
    save_registration,
)
from wending.guidance.forms.profession import EntryForm, RegistrationForm, SelfReviewForm
from wending.guidance.queries import growth
from wending.guidance.queries.feedback import feedback_of
from wending.guidance.queries.peers import groups_of, invitations_to

# One's own profession, for whatever organisation.
professional = roles(Role.PROFESSIONAL)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@professional
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show one's own growth on one page."""
    actor = who(request)
    line = growth.learning_line(actor)
    content = {
        "periods": growth.registrations_of(actor, timezone.localdate()),
        "learned": growth.learned(actor)[0],
        "scores": growth.review_growth(actor),
        "line": line,
        "done": sum(row.done is not None for row in line),
        "following": next((row for row in line if row.done is None), None),
        "groups": groups_of(actor),
        "invitations": invitations_to(actor),
        "feedback": feedback_of(actor),
    }
    return render(request, "guidance/growth.html", content)


@professional
@require_safe
def registrations(request: HttpRequest) -> HttpResponse:
    """Show one's own registrations with the learning in their time."""
    periods = growth.registrations_of(who(request), timezone.localdate())
    return render(request, "guidance/registrations.html", {"periods": periods})


@professional
@form_page
def registration(request: HttpRequest, registration: UUID | None = None) -> HttpResponse:
    """Add or change a registration."""
    actor = who(request)
    found = growth.registration_for(actor, registration) if registration else None
    if registration and found is None:
        raise Http404
    form = RegistrationForm(request.POST or None, initial=model_to_dict(found) if found else None)
    if request.method == "POST" and form.is_valid():
        save_registration(by=actor, told=form.cleaned_data, registration=registration)
        messages.success(request, _("Je registratie is bewaard."))
        return redirect("guidance:registrations")
    return render(request, "guidance/registration.html", {"form": form, "found": found})


@professional
@require_POST
def registration_remove(request: HttpRequest, registration: UUID) -> HttpResponse:
    """Remove a registration."""
    if not remove_registration(by=who(request), registration=registration):
        raise Http404
    messages.success(request, _("Je registratie is weg."))
    return redirect("guidance:registrations")


@professional
@require_safe
def learning_log(request: HttpRequest) -> HttpResponse:
    """Show one's own learning log, and its sums by role and field."""
    actor = who(request)
    together, by_role, by_field = growth.learned(actor)
    content = {
        "entries": growth.entries_of(actor),
        "together": together,
        "by_role": by_role,
        "by_field": by_field,
        "most": max((part.sum.hours for part in [*by_role, *by_field]), default=0) or 1,
    }
    return render(request, "guidance/learning_log.html", content)


@professional
@form_page
def learning_entry(request: HttpRequest, entry: UUID | None = None) -> HttpResponse:
    """Add or change a line of the learning log."""
    actor = who(request)
    found = growth.entry_for(actor, entry) if entry else None
    if entry and found is None:
        raise Http404
    form = EntryForm(request.POST or None, initial=model_to_dict(found) if found else {"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        save_entry(by=actor, told=form.cleaned_data, entry=entry)
        messages.success(request, _("Bewaard in je logboek."))
        return redirect("guidance:learning_log")
    return render(request, "guidance/learning_entry.html", {"form": form, "found": found})


@professional
@require_POST
def learning_entry_remove(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Remove a line of the learning log."""
    if not remove_entry(by=who(request), entry=entry):
        raise Http404
    messages.success(request, _("Weg uit je logboek."))
    return redirect("guidance:learning_log")


@professional
@form_page
def self_review(request: HttpRequest) -> HttpResponse:
    """Show how one saw oneself in the five roles over time, and review oneself again."""
    actor = who(request)
    form = SelfReviewForm(request.POST or None, initial=growth.latest_review(actor))
    if request.method == "POST" and form.is_valid():
        review_self(by=actor, answers=form.cleaned_data)
        messages.success(request, _("Bewaard. Alleen jij ziet dit."))
        return redirect("guidance:self_review")
    content = {"form": form, "scores": growth.review_growth(actor), "days": growth.review_days(actor)}
    return render(request, "guidance/self_review.html", content)
