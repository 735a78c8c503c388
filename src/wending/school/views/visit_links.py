"""Pages behind a link without account: a parent or learner answers about a visit, and a class looks back. Also a
learner's own page about visits and what they share with their class."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.actor import who
from wending.accounts.views.guards import link, own
from wending.school.actions.interest import share_interest
from wending.school.actions.look_back import look_back as keep_look_back
from wending.school.actions.visit_learners import answer_by_link, answer_myself, ask_my_parent
from wending.school.forms.visit import AnswerForm, LookBackForm
from wending.school.queries.outside_scope import as_number, look_back_by, place_by, places_of_mine
from wending.school.queries.outside_words import ANSWERS, KINDS, THEMES
from wending.school.queries.visits import own_groups, own_interest
from wending.school.rules.outside import OfferKind, VisitState
from wending.school.views.outside_doors import FORM, attempt, over


@link
@require_http_methods(FORM)
def visit_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a parent, or a learner from sixteen, about one visit; until the day is over it can be changed."""
    place = place_by(token)
    if place is None:
        return over(request)
    form = _answer_form(place, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if not answer_by_link(token=token, comes=told["comes"] == "yes", may_name=told["may_name"]):
            return over(request)
        messages.success(request, _("Dank u. Uw antwoord is bewaard."))
        return redirect("school:visit_consent", token)
    page = {"place": place, "offer": place.visit.offer, "form": form, "kind": KINDS[OfferKind(place.visit.offer.kind)]}
    return render(request, "school/outside/consent.html", page, status=422 if form.errors else 200)


@link
@require_http_methods(FORM)
def look_back(request: HttpRequest, token: str) -> HttpResponse:
    """Ask one of the class four things about a visit, without a name."""
    visit = look_back_by(token)
    if visit is None:
        return over(request)
    form = LookBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not keep_look_back(token=token, scores=form.scores()):
            return over(request)
        return render(request, "school/outside/look_back_thanks.html")
    page = {"form": form, "visit": visit}
    return render(request, "school/outside/look_back.html", page, status=422 if form.errors else 200)


@own
@require_http_methods(FORM)
def my_visits(request: HttpRequest) -> HttpResponse:
    """Show a learner their visits and what they share with their class; answer, ask a parent, share or stop."""
    by = who(request)
    if request.method == "POST" and _act(request):
        return redirect("school:my_visits")
    places = [(place, ANSWERS[place.answer], place.visit.state == VisitState.AGREED) for place in places_of_mine(by)]
    classes = [
        (group, [{"value": k, "label": w, "checked": k in own_interest(by, group)} for k, w in THEMES.items()])
        for group in own_groups(by)
    ]
    return render(request, "school/outside/my_visits.html", {"places": places, "classes": classes})


def _act(request: HttpRequest) -> bool:
    by, do = who(request), request.POST.get("doe", "")
    number: UUID | None = as_number(request.POST.get("wat", ""))
    if number is None:
        return False
    if do == "boeit":
        return attempt(
            request, lambda: share_interest(by=by, group=number, themes=request.POST.getlist("thema")), _("Bewaard.")
        )
    if do == "ouder":
        email = request.POST.get("email", "")

        def ask() -> None:
            validate_email(email.strip())
            ask_my_parent(by=by, place=number, email=email)

        return attempt(request, ask, _("We vragen het aan je ouder."))
    comes = do == "ja"
    return attempt(
        request,
        lambda: answer_myself(by=by, place=number, comes=comes, may_name="naam" in request.POST),
        _("Je antwoord is bewaard."),
    )


def _answer_form(place: Any, posted: Any) -> AnswerForm:
    name = place.learner.first or str(place.learner)
    if place.is_sixteen:
        questions = {"question": _("Ga je mee?"), "name_question": _("De gastheer mag mijn naam weten.")}
    else:
        questions = {
            "question": _("Mag %s mee?") % name,
            "name_question": _("De gastheer mag de naam van %s weten.") % name,
        }
    initial = {"comes": place.answer, "may_name": place.may_name}
    return AnswerForm(posted, initial=initial, **questions)
