"""From a route, a gap, an occupation or a programme into a plan. A visitor's choice waits for an account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.queries.actors import owner_of
from wending.dossier.actions.plan import FullError
from wending.orientation.actions.plan import add_to_plan, drop_waiting, write_waiting
from wending.orientation.queries.plan_ready import plan_choices, waiting_goals
from wending.orientation.views.guards import language, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Choose which steps to put into the plan, and put them there."""
    asked = request.POST if request.method == "POST" else request.GET
    goal, origin = asked.get("doel", ""), asked.get("van", "")
    choices = plan_choices(goal, asked.getlist("aanbod"), origin, language())
    if choices is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            if add_to_plan(by=request.session, ready=choices.ready(asked.getlist("stap"))):
                messages.success(request, _("Het staat in je plan."))
                return redirect("dossier:plan")
            return redirect("orientation:plan_waiting")
        except FullError:
            error = _("Er past niet meer bij. Rond eerst iets af, of haal iets weg.")
    page = {"choices": choices, "error": error, "is_signed_in": owner_of(request.session) is not None}
    return render(request, "orientation/plan_add.html", page, status=409 if error else 200)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits for an account, and let go of it on request."""
    owner = owner_of(request.session)
    if request.method == "POST":
        if "weg" in request.POST:
            drop_waiting(by=request.session, target=request.POST["weg"])
        elif owner is not None:
            write_waiting(by=request.session, owner=owner)
        return redirect("orientation:plan_waiting")
    goals = waiting_goals(request.session)
    if owner is not None and not goals:
        return redirect("dossier:plan")
    page = {"goals": goals, "is_signed_in": owner is not None, "days": request.session.get_expiry_age() // 86400}
    return render(request, "orientation/plan_waiting.html", page)
