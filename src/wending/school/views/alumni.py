"""Pages of alumni: what a school sees, and by link joining, answering and stopping."""

from typing import Any

from allauth.core.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, own
from wending.school.actions import alumni as acts
from wending.school.actions.outside_mail import address
from wending.school.forms.alumni import CohortForm, JoinForm, QuestionsForm
from wending.school.queries.alumni import (
    ask_by,
    cohort_by,
    cohorts_for,
    contact_by,
    guest_by,
    guests_for,
    is_coordinator,
    own_contacts,
    remarks_to_check,
    results_for,
)
from wending.school.queries.outside_scope import as_number
from wending.school.queries.outside_words import TOO_MANY
from wending.school.views.outside_doors import FORM, attempt, over, submit, team, today


@team
@require_http_methods(FORM)
def alumni(request: HttpRequest) -> HttpResponse:
    """Show what alumni said, by cohort; the coordinator makes cohorts and checks remarks."""
    by, do = who(request), request.POST.get("doe", "")
    form = CohortForm(request.POST if do == "groep" else None)
    token: list[str] = []
    if request.method == "POST" and _act(request, form, token) and not token:
        return redirect("school:alumni")
    page = {
        "cohorts": [(row, row.until >= today()) for row in cohorts_for(by)],
        "results": results_for(by),
        "remarks": list(remarks_to_check(by)),
        "guests": guests_for(by),
        "form": form,
        "is_coordinator": is_coordinator(by),
        # The link is shown once and kept nowhere.
        "join_link": address("school:alumni_join", token[0]) if token else "",
    }
    return render(request, "school/alumni/alumni.html", page, status=422 if form.errors else 200)


@link
@require_http_methods(FORM)
def alumni_join(request: HttpRequest, token: str) -> HttpResponse:
    """Let a leaver say yes to being asked later, at their own address."""
    cohort = cohort_by(token)
    if cohort is None:
        return over(request)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if consume(request, action="book"):
            language = get_language() or "nl"
            acts.join_cohort(by=who(request), token=token, email=form.cleaned_data["email"], language=language)
            return render(request, "school/alumni/join_sent.html", {"email": form.cleaned_data["email"]})
        form.add_error(None, TOO_MANY)
    page = {"form": form, "cohort": cohort}
    return render(request, "school/alumni/join.html", page, status=422 if form.errors else 200)


@link
@require_http_methods(FORM)
def alumni_mine(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm one's address, or stop: then it is gone at once."""
    contact = contact_by(token)
    if contact is None:
        return over(request)
    if request.method == "POST":
        if request.POST.get("doe") == "stop":
            acts.leave_alumni(token=token)
            return render(request, "school/alumni/stopped.html")
        acts.confirm_contact(token=token)
        return redirect("school:alumni_mine", token)
    return render(request, "school/alumni/mine.html", {"contact": contact})


@link
@require_http_methods(FORM)
def alumni_ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask four questions, once, without a name."""
    ask = ask_by(token)
    if ask is None:
        return over(request)
    form = QuestionsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not acts.answer_alumni(token=token, told=form.told()):
            return over(request)
        return render(request, "school/alumni/thanks.html")
    page = {"form": form, "ask": ask}
    return render(request, "school/alumni/questions.html", page, status=422 if form.errors else 200)


@link
@require_http_methods(FORM)
def alumni_guest(request: HttpRequest, token: str) -> HttpResponse:
    """Stop being a guest of one's old school."""
    guest = guest_by(token)
    if guest is None:
        return over(request)
    if request.method == "POST":
        acts.stop_guest(token=token)
        return render(request, "school/alumni/stopped.html")
    return render(request, "school/alumni/guest.html", {"guest": guest})


@own
@require_http_methods(FORM)
def my_alumni(request: HttpRequest) -> HttpResponse:
    """Show somebody what they agreed to be asked, and stop it."""
    by = who(request)
    if request.method == "POST":
        number = as_number(request.POST.get("wat", ""))
        if number is None or not acts.leave_by_account(by=by, contact=number):
            raise Http404
        return redirect("school:my_alumni")
    return render(request, "school/alumni/my_alumni.html", {"contacts": list(own_contacts(by))})


def _act(request: HttpRequest, form: CohortForm, token: list[str]) -> bool:
    """Do what a button of the page asks; return whether it went well."""
    by, do = who(request), request.POST.get("doe", "")
    if do == "groep":

        def make(told: dict[str, Any]) -> None:
            token.append(acts.make_cohort(by=by, **told)[1])

        return submit(request, form, make)
    number = as_number(request.POST.get("wat", ""))
    if number is None:
        return True
    if do == "link":
        return attempt(request, lambda: token.append(acts.renew_link(by=by, cohort=number)))
    is_shown = do == "toon"
    return attempt(request, lambda: acts.check_remark(by=by, answer=number, is_shown=is_shown), _("Nagekeken."))
