"""Somebody's own work: their weeks, answers, swaps, calendar, and what they show to their team."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.work.actions import answer as acts
from wending.work.actions.show import show as show_one
from wending.work.actions.show import take_back
from wending.work.forms.rotation import AnswerForm
from wending.work.forms.shown import ShowForm
from wending.work.queries.calendar import TYPE, own_calendar
from wending.work.queries.firm import tasks_of
from wending.work.queries.own_work import own_turns, own_weeks, swaps_asked, swaps_to_answer
from wending.work.queries.scope import own_rows, teams_for
from wending.work.queries.shown import own_goals, own_shown, own_skills
from wending.work.queries.swaps import swap_options
from wending.work.queries.words import KINDS
from wending.work.rules.shown import Kind
from wending.work.views.asking import asking, do, errors_of, language


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show where somebody works, their weeks and what waits for their answer."""
    actor = asking(request)
    weeks = own_weeks(actor)
    waits = [one.turn.rotation for turns in weeks.values() for one in turns if one.answer is None]
    page = {
        "rows": own_rows(actor).prefetch_related("places__team"),
        "weeks": weeks,
        "waiting": len(waits),
        "open": sorted({one for one in waits if waits.count(one) > 1}, key=lambda one: one.monday),
        "has_yes": any(one.answer and one.answer.is_accepted for turns in weeks.values() for one in turns),
        "swaps": swaps_to_answer(actor),
        "asked": swaps_asked(actor),
        "answer": AnswerForm(),
    }
    return render(request, "work/mine.html", page)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def shown(request: HttpRequest, team: UUID) -> HttpResponse:
    """Let somebody choose what a team sees of them, per thing and until a day."""
    actor = asking(request)
    place = own_rows(actor).filter(places__team=team).first()
    found = teams_for(actor).filter(pk=team).first()
    if place is None or found is None:
        raise Http404
    form = ShowForm(
        request.POST or None,
        skills=own_skills(actor, language()),
        goals=own_goals(actor),
        tasks=tasks_of(actor, team),
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = len([show_one(by=actor, team=team, chosen=one) for one in form.choices()])
        except ValidationError as error:
            form.add_error("until", error)
        else:
            if count:
                said = ngettext("Je team ziet nu %d ding meer.", "Je team ziet nu %d dingen meer.", count)
                messages.success(request, said % count)
            return redirect("work:shown", team=team)
    rows = [{"row": row, "kind": KINDS[Kind(row.kind)]} for row in own_shown(actor) if row.team_id == team]
    page = {"team": found, "firm": place.organisation, "form": form, "rows": rows}
    return render(request, "work/shown.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def take_back_shown(request: HttpRequest, shown: UUID) -> HttpResponse:
    """Take one thing back."""
    do(request, lambda: take_back(by=asking(request), shown=shown), _("Je team ziet dit niet meer."))
    team = request.POST.get("team", "")
    return redirect("work:shown", team=team) if _is_uuid(team) else redirect("work:mine")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@own
@require_POST
def answer(request: HttpRequest, turn: UUID) -> HttpResponse:
    """Take a yes or no to one's own turn."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, errors_of(form))
        return redirect("work:mine")
    is_accepted = request.POST.get("answer") == "yes"
    reason = form.cleaned_data["reason"]
    do(
        request,
        lambda: acts.answer_turn(by=asking(request), turn=turn, is_accepted=is_accepted, reason=reason),
        _("Je zei ja.") if is_accepted else _("Je zei nee. Vraag je team om een nieuw voorstel."),
    )
    return redirect("work:mine")


@own
@require_POST
def accept_all(request: HttpRequest, rotation: UUID) -> HttpResponse:
    """Take a yes to all one's own turns of a rotation."""
    do(request, lambda: acts.accept_all(by=asking(request), rotation=rotation), _("Je zei ja op al je beurten."))
    return redirect("work:mine")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: HttpRequest, turn: UUID) -> HttpResponse:
    """Show with whom one could change a turn, and ask one of them."""
    actor = asking(request)
    row = own_turns(actor).filter(pk=turn, buddy=None).first()
    if row is None:
        raise Http404
    chosen = request.POST.get("theirs", "")
    if request.method == "POST" and _is_uuid(chosen):
        asked = do(
            request,
            lambda: acts.ask_swap(by=actor, mine=turn, theirs=UUID(chosen)),
            _("Je vraag staat klaar voor je collega. Er verandert pas iets als die ja zegt."),
        )
        return redirect("work:mine") if asked else redirect("work:swap", turn=turn)
    return render(request, "work/swap.html", {"turn": row, "options": swap_options(actor, row)})


@own
@require_POST
def answer_swap(request: HttpRequest, swap: UUID) -> HttpResponse:
    """Take a yes or no to a swap that a colleague asks."""
    agrees = request.POST.get("answer") == "yes"
    do(
        request,
        lambda: acts.answer_swap(by=asking(request), swap=swap, agrees=agrees),
        _("Jullie hebben geruild.") if agrees else _("Je zei nee. Alles blijft zoals het was."),
    )
    return redirect("work:mine")


@own
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the accepted weeks as a calendar file."""
    answer = HttpResponse(own_calendar(asking(request)), content_type=TYPE)
    answer["Content-Disposition"] = 'attachment; filename="rooster.ics"'
    return answer
