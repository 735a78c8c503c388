"""The first page of somebody with an account: what comes next, what waits for an answer, and the way to all that is
theirs. Who acts in a role with pages of its own is led to the first of those."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wending.accounts.queries.requests import requests_to
from wending.accounts.views.guards import own
from wending.dossier.queries.feedback import answers_to
from wending.dossier.queries.items import timeline
from wending.dossier.queries.plan import plan_shown
from wending.guidance.queries.appointments import appointments_of
from wending.guidance.rules.words import State
from wending.web.templatetags.mine import items_of


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show where somebody stands."""
    actor = request.actor  # type: ignore[attr-defined]
    first = items_of(actor.role, actor.organisation_kind)[0][0]
    if first != "web:mine":
        return redirect(first)
    lang, now = get_language() or "nl", timezone.now()
    coming = [row for row in appointments_of(actor) if row.ends > now and row.state == State.BOOKED]
    plan = plan_shown(actor)
    page = {
        "plan": plan,
        "coming": coming[0] if coming else None,
        "asked": requests_to(actor).count(),
        "proposed": len(plan.proposals),
        "answers": sum(not answer.is_kept for answer in answers_to(actor, lang)),
        "on_timeline": len(timeline(actor, lang)),
    }
    return render(request, "web/mine_home.html", page)
