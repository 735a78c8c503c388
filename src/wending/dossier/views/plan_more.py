"""What belongs to a plan: what came of a step, proposals of others, templates."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.views.guards import own
from wending.dossier.actions.plan import FullError, show_for
from wending.dossier.actions.plan_answers import accept_proposal, decline_proposal
from wending.dossier.actions.take_over import take_over
from wending.dossier.forms.plan import DoneForm
from wending.dossier.queries.items import item_choices
from wending.dossier.queries.plan import step_of
from wending.dossier.queries.plan_templates import plan_template, plan_templates
from wending.dossier.views.asking import asking
from wending.kit.versions import Stale


@own
@require_http_methods(["GET", "HEAD", "POST"])
def step_done(request: HttpRequest, step: UUID) -> HttpResponse:
    """Tell what came of a step, and what in the record shows it; all of it may stay empty."""
    actor = asking(request)
    now = step_of(actor, step)
    if now is None:
        raise Http404
    begin = {"evidence": now.evidence, "item": str(now.item_id or ""), "version": now.version}
    form = DoneForm(request.POST or None, initial=begin, items=item_choices(actor))
    status, is_stale = 200, False
    if form.is_valid():
        told = {"evidence": form.cleaned_data["evidence"], "item": form.cleaned_data["item"]}
        try:
            show_for(by=actor, action=step, version=form.read_version(), **told)
            return redirect("dossier:plan")
        except Stale as stale:
            form.renew(stale.version)
            is_stale, status = True, 409
    elif form.is_bound:
        status = 422
    return render(request, "dossier/plan_done.html", {"form": form, "now": now, "is_stale": is_stale}, status=status)


@own
@require_POST
def answer(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Say yes or no to what somebody proposes."""
    version = request.POST.get("version", "")
    try:
        if request.POST.get("do") == "yes":
            seen = int(version) if version.isdecimal() else None
            step = accept_proposal(by=asking(request), proposal=proposal, version=seen)
            return redirect(f"{reverse('dossier:plan')}#s-{step.pk}")
        decline_proposal(by=asking(request), proposal=proposal)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Stale:
        messages.warning(request, _("Deze stap is net veranderd. Kijk nog een keer en kies dan."))
    except FullError:
        messages.error(request, _("Je plan is vol. Rond eerst iets af, of haal iets weg."))
    return redirect("dossier:plan")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """Show examples of plans, and take one over."""
    lang = get_language() or "nl"
    if request.method == "POST":
        chosen = plan_template(request.POST.get("template", ""), lang)
        if chosen is None:
            raise Http404
        try:
            goal = take_over(by=asking(request), ready=chosen.ready)
            return redirect(f"{reverse('dossier:plan')}#d-{goal.pk}")
        except FullError:
            messages.error(request, _("Je plan is vol. Rond eerst iets af, of haal iets weg."))
    return render(request, "dossier/plan_templates.html", {"templates": plan_templates(lang)})
