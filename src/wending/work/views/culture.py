"""Learning at work: the scan of a firm, its results and steps, or a talk together where a firm is small."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import link, own, roles
from wending.work.actions import scan as acts
from wending.work.forms.culture import RoundForm, ScanForm, StepForm
from wending.work.queries import scan as pages
from wending.work.queries.moments import recent_count
from wending.work.views.asking import asking, do, language

manager = roles(Role.MANAGER, at=Kind.EMPLOYER)
METHODS = ["GET", "HEAD", "POST"]


@manager
@require_http_methods(METHODS)
def culture(request: HttpRequest) -> HttpResponse:
    """Show a firm its scan, or let its manager open a round."""
    actor = asking(request)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.start_scan(
                by=actor,
                closes=form.cleaned_data["closes"],
                link=lambda token: request.build_absolute_uri(reverse("work:scan_link", args=[token])),
            )
        except ValidationError as error:
            form.add_error("closes", error)
        else:
            messages.success(request, _("De vragen staan open. Wie een e-mailadres heeft, krijgt een link."))
            return redirect("work:culture")
    page = {
        "form": form,
        "is_small": pages.is_small(actor),
        "open": pages.rounds_for(actor).filter(closed=None).first(),
        "from": pages.next_round_from(actor),
        "results": pages.results_of(actor, language()),
        "earlier": pages.rounds_for(actor).exclude(closed=None)[1:],
        "steps": pages.steps_taken(actor, language()),
        "today": timezone.localdate(),
    }
    return render(request, "work/culture.html", page, status=422 if form.is_bound else 200)


@own
@require_safe
def results(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the frozen results of a round to everybody of the firm, and its manager: the same for all."""
    found = pages.results_of(asking(request), language(), number)
    if found is None:
        raise Http404
    return render(request, "work/culture_results.html", {"results": found})


@manager
@require_safe
def talk(request: HttpRequest) -> HttpResponse:
    """Show the blocks as questions to talk about together, to print or read from the screen."""
    return render(request, "work/culture_talk.html", {"blocks": pages.talk_blocks(language())})


@manager
@require_POST
def take_step(request: HttpRequest) -> HttpResponse:
    """Agree on a step."""
    form = StepForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        do(request, lambda: acts.take_step(by=asking(request), **told), _("Afgesproken."))
    else:
        messages.error(request, _("Kies een dag voor de stap."))
    return redirect("work:culture")


@manager
@require_POST
def finish_step(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say that a step is done."""
    do(request, lambda: acts.finish_culture_step(by=asking(request), step=number), _("Mooi. Dat is gedaan."))
    return redirect("work:culture")


@own
@require_http_methods(METHODS)
def answer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let somebody answer with their own account; who answered already sees the same page."""
    actor = asking(request)
    found = pages.open_rounds(actor).filter(pk=number).first()
    if found is None:
        raise Http404
    teams = pages.teams_to_name(found.organisation_id)
    form = ScanForm(request.POST or None, lang=language(), teams=teams, moments=recent_count(actor))
    if request.method == "POST" and form.is_valid():
        acts.answer_scan(
            by=actor,
            round_=number,
            answers=form.answers(),
            team=form.chosen_team(),
            moments=form.added_moments(),
        )
        return redirect("work:scan_thanks")
    return _questions(request, form, found.organisation.name, found.closes, personal=True)


@link
@require_http_methods(METHODS)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody answer by a link; a link that was used shows the same page, so that nobody can try it out."""
    found = pages.round_of_link(token)
    if found is None:
        return render(request, "work/scan_over.html", status=410)
    form = ScanForm(request.POST or None, lang=language(), teams=pages.teams_to_name(found.organisation_id))
    if request.method == "POST" and form.is_valid():
        acts.answer_by_link(token=token, answers=form.answers(), team=form.chosen_team())
        return render(request, "work/scan_thanks.html", {"shell": "web/personal.html"})
    return _questions(request, form, found.organisation.name, found.closes, personal=False)


def _questions(request: HttpRequest, form: ScanForm, firm: str, closes: object, *, personal: bool) -> HttpResponse:
    page = {
        "form": form,
        "firm": firm,
        "closes": closes,
        "question": pages.scan().question.in_language(language()),
        "statement": pages.statement(language()),
        "shell": "web/mine.html" if personal else "web/personal.html",
    }
    return render(request, "work/scan.html", page, status=422 if form.is_bound else 200)


@own
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank somebody, whether this was their first answer or not."""
    return render(request, "work/scan_thanks.html", {"shell": "web/mine.html"})
