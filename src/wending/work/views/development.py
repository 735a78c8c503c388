"""One's own development at work: goals, talks one prepares and shows by choice, and letting oneself be counted."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.kit.versions import Stale
from wending.work.actions import count as counting
from wending.work.actions import talks as actions
from wending.work.forms.own_growth import CountForm, ShowForm, TalkForm
from wending.work.queries.needs import asked_at, own_count
from wending.work.queries.scope import own_rows
from wending.work.queries.talks import own_goals, own_talk, own_talks, readers_at
from wending.work.queries.training import asked_names
from wending.work.views.asking import asking, do

METHODS = ["GET", "HEAD", "POST"]
USUAL, USUAL_COUNT = timedelta(days=28), timedelta(days=365)


@own
@require_safe
def development(request: HttpRequest) -> HttpResponse:
    """Show one's goals, talks, what was asked, and where one can be counted."""
    actor = asking(request)
    places = [
        {"place": row, "asks": asked_at(actor, row.organisation_id), "counted": own_count(actor, row.organisation_id)}
        for row in own_rows(actor)
    ]
    page = {
        "places": places,
        "goals": own_goals(actor),
        "talks": own_talks(actor),
        "asked": asked_names(actor),
        "today": timezone.localdate(),
    }
    return render(request, "work/development.html", page)


@own
@require_POST
def begin(request: HttpRequest, firm: UUID) -> HttpResponse:
    """Begin to prepare a talk."""
    try:
        row = actions.begin_talk(by=asking(request), firm=firm)
    except PermissionDenied:
        raise Http404 from None
    return redirect("work:talk", row.pk)


@own
@require_http_methods(METHODS)
def talk(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Prepare a talk: own questions, own answers, and what may be shown."""
    actor = asking(request)
    row = own_talk(actor, talk)
    if row is None:
        raise Http404
    start = {"day": row.day, "version": row.version}
    form = TalkForm(request.POST or None, initial=start, lines=row.lines)
    if form.is_valid():
        try:
            actions.prepare_talk(
                by=actor, talk=talk, version=form.read_version(), day=form.cleaned_data["day"], lines=form.lines()
            )
        except Stale as stale:
            saved = {name: field.initial for name, field in form.fields.items()} | start
            page = {"talk": row, "form": form, "differences": form.differences(saved)}
            form.renew(stale.version)
            return render(request, "work/talk.html", page, status=409)
        messages.success(request, _("Bewaard. Alleen jij ziet dit, tot je het laat zien."))
        return redirect("work:talk", talk)
    return render(request, "work/talk.html", {"talk": row, "form": form}, status=422 if form.is_bound else 200)


@own
@require_http_methods(METHODS)
def show(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Show a talk to one manager until a day."""
    actor = asking(request)
    row = own_talk(actor, talk)
    if row is None:
        raise Http404
    readers = readers_at(actor, row.organisation_id)
    goals = [(str(goal.id), goal.title) for goal in own_goals(actor)]
    start = {"until": row.until or timezone.localdate() + USUAL, "reader": str(row.reader_id or "")}
    start |= {"goals": [str(one.goal_id) for one in row.goals.all()]}
    form = ShowForm(request.POST or None, initial=start, readers=readers, goals=goals)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.show_talk(
                by=actor, talk=talk, reader=UUID(told["reader"]), until=told["until"], goals=form.goals_chosen()
            )
        except ValidationError as problem:
            form.add_error("until", problem)
        else:
            messages.success(request, _("Dit is nu te zien. Je kunt het elk moment terughalen."))
            return redirect("work:development")
    shown = [line for line in row.lines if line["is_shown"] and line["answer"]]
    page = {"talk": row, "form": form, "shown": shown, "readers": readers}
    return render(request, "work/talk_show.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def hide(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Stop showing a talk."""
    do(request, lambda: actions.hide_talk(by=asking(request), talk=talk), _("Dit is niet meer te zien."))
    return redirect("work:development")


@own
@require_POST
def remove(request: HttpRequest, talk: UUID) -> HttpResponse:
    """Remove a talk of one's own."""
    try:
        actions.remove_talk(by=asking(request), talk=talk)
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("Het gesprek is weg."))
    return redirect("work:development")


@own
@require_http_methods(METHODS)
def count(request: HttpRequest, firm: UUID) -> HttpResponse:
    """Let chosen skills count for a firm, or stop."""
    actor = asking(request)
    place = own_rows(actor).filter(organisation=firm).first()
    if place is None:
        raise Http404
    if "stop" in request.POST:
        counting.count_me_out(by=actor, firm=firm)
        messages.success(request, _("Je telt niet meer mee vanaf de volgende telling."))
        return redirect("work:development")
    row = own_count(actor, firm)
    until = row.until if row else timezone.localdate() + USUAL_COUNT
    skills = [(one.key, one.name) for one in asked_at(actor, firm)]
    form = CountForm(request.POST or None, initial={"until": until, "skills": row.skills if row else []}, skills=skills)
    if form.is_valid():
        told = form.cleaned_data
        try:
            counting.count_me_in(by=actor, firm=firm, skills=told["skills"], until=told["until"])
        except ValidationError as problem:
            form.add_error("until", problem)
        else:
            messages.success(request, _("Je telt mee. Niemand ziet jouw antwoord."))
            return redirect("work:development")
    page = {"place": place, "form": form, "row": row}
    return render(request, "work/count.html", page, status=422 if form.is_bound else 200)
