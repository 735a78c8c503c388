"""The first screen of a firm: its people and teams. Written by a manager; the people of a team read their own team."""

from uuid import UUID

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import own, roles
from wending.work.actions import firm as acts
from wending.work.actions.join import invite_colleague
from wending.work.forms.firm import ColleagueForm, NameForm, PeopleForm
from wending.work.queries import firm as pages
from wending.work.queries.scope import colleagues_for, is_manager, teams_for
from wending.work.views.asking import asking, do, errors_of

METHODS = ["GET", "HEAD", "POST"]


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_safe
def firm(request: HttpRequest) -> HttpResponse:
    """Show the teams and people of a firm; of a firm with one team, that team at once."""
    actor = asking(request)
    teams = list(pages.teams_with_counts(actor))
    if len(teams) == 1:
        return redirect("work:team", team=teams[0].pk)
    page = {"teams": teams, "people": pages.people_of_firm(actor), "name": NameForm(), "names": PeopleForm()}
    return render(request, "work/firm.html", page)


@own
@require_safe
def team(request: HttpRequest, team: UUID) -> HttpResponse:
    """Show who is in a team: the first of its three screens."""
    actor = asking(request)
    found = pages.team_for(actor, team)
    if found is None:
        raise Http404
    manages = is_manager(actor)
    page = {
        "team": found,
        "tab": "people",
        "manages": manages,
        "people": colleagues_for(actor, team).prefetch_related("authorised__authorisation"),
        "names": PeopleForm(),
        "name": NameForm(),
        "authorisations": pages.authorisations_for(actor) if manages else (),
        "is_only": manages and teams_for(actor).count() == 1,
    }
    return render(request, "work/team.html", page)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def add_people(request: HttpRequest, team: UUID) -> HttpResponse:
    """Add people to a team by name."""
    form = PeopleForm(request.POST)
    back = redirect("work:team", team=team)
    if not form.is_valid():
        messages.error(request, errors_of(form))
        return back
    told = form.cleaned_data
    try:
        count = acts.add_people(by=asking(request), names=told["names"], hours=told["hours"], team=team)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    messages.success(request, ngettext("%d naam erbij.", "%d namen erbij.", count) % count)
    return back


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def add_team(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = NameForm(request.POST)
    if form.is_valid():
        made = acts.add_team(by=asking(request), name=form.cleaned_data["name"])
        return redirect("work:team", team=made.pk)
    messages.error(request, _("Schrijf hoe het team heet."))
    return redirect("work:firm")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def end_team(request: HttpRequest, team: UUID) -> HttpResponse:
    """End a team."""
    do(request, lambda: acts.end_team(by=asking(request), team=team), _("Het team is gestopt."))
    return redirect("work:firm")


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def add_authorisation(request: HttpRequest, team: UUID) -> HttpResponse:
    """Add an authorisation."""
    form = NameForm(request.POST)
    if form.is_valid():
        acts.add_authorisation(by=asking(request), name=form.cleaned_data["name"])
        messages.success(request, _("De bevoegdheid staat erbij. Kies bij mensen en taken waar zij geldt."))
    return redirect("work:team", team=team)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_http_methods(METHODS)
def colleague(request: HttpRequest, colleague: UUID) -> HttpResponse:
    """Show and change what the firm writes of somebody."""
    actor = asking(request)
    row = pages.colleague_of_firm(actor, colleague)
    if row is None:
        raise Http404
    form = ColleagueForm(
        request.POST or None, colleague=row, teams=teams_for(actor), asked=pages.authorisations_for(actor)
    )
    if request.method == "POST" and form.is_valid():
        acts.change_colleague(by=actor, colleague=colleague, told=form.details())
        messages.success(request, _("Bewaard."))
        first = form.cleaned_data["teams"]
        return redirect("work:team", team=first[0]) if first else redirect("work:firm")
    page = {"colleague": row, "form": form, "is_me": row.account_id == actor.person}
    return render(request, "work/colleague.html", page, status=422 if form.is_bound else 200)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def letter(request: HttpRequest, colleague: UUID) -> HttpResponse:
    """Make a new link for somebody to join, and show the letter with it, this once."""
    actor, by_mail = asking(request), "mail" in request.POST
    row = pages.colleague_of_firm(actor, colleague)
    if row is not None and by_mail and not consume(request, action="invite"):
        messages.error(request, _("Je stuurde vandaag al veel mails. Morgen kan het weer. Een brief maken kan nu wel."))
        return redirect("work:colleague", colleague=colleague)
    address = row and invite_colleague(
        by=actor,
        colleague=colleague,
        link=lambda token: request.build_absolute_uri(reverse("work:join", args=[token])),
        by_mail=by_mail,
    )
    if row is None or address is None:
        raise Http404
    page = {"colleague": row, "address": address, "is_sent": by_mail and bool(row.email)}
    return render(request, "work/letter.html", page)


@roles(Role.MANAGER, at=Kind.EMPLOYER)
@require_POST
def end_colleague(request: HttpRequest, colleague: UUID) -> HttpResponse:
    """Say that somebody no longer works here."""
    do(
        request,
        lambda: acts.end_colleague(by=asking(request), colleague=colleague),
        _("Deze persoon hoort niet meer bij het bedrijf."),
    )
    return redirect("work:firm")
