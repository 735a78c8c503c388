"""Pages of the self-assessment of a school: overview, filling in, setting, the plan, and the report."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.kit.pdf import render_pdf
from wending.school.actions import quality as acts
from wending.school.forms.quality import ActionForm, EvidenceForm, FillForm, SetForm
from wending.school.queries.outside_scope import as_number
from wending.school.queries.quality import is_leader, overview, own_answer, round_view, step_words, visits_share
from wending.school.queries.quality_data import FRAMEWORK_WORDS, STATE_WORDS
from wending.school.queries.quality_paper import report
from wending.school.rules.quality import RoundState, school_year
from wending.school.views.outside_doors import FORM, attempt, leader, submit, team, there, today, version_of

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "school" / "typst" / "quality.typ"


@team
@require_http_methods(FORM)
def quality(request: HttpRequest) -> HttpResponse:
    """Show the rounds of the school by framework; the manager starts a new one."""
    by = who(request)
    if request.method == "POST":
        made: list[Any] = []
        if attempt(request, lambda: made.append(acts.start_round(by=by, framework=request.POST.get("soort", "")))):
            return redirect("school:quality_round", made[0].pk)
    year = school_year(today())
    frameworks = [
        {
            **one,
            "words": FRAMEWORK_WORDS[one["framework"]],
            "rounds": [(row, STATE_WORDS[RoundState(row.state)]) for row in one["rounds"]],
            "is_there": any(row.year == year for row in one["rounds"]),
        }
        for one in overview(by)
    ]
    return render(
        request, "school/quality/quality.html", {"frameworks": frameworks, "year": year, "is_leader": is_leader(by)}
    )


@team
@require_http_methods(FORM)
def quality_round(request: HttpRequest, round: UUID) -> HttpResponse:
    """Show how a round stands, with evidence and plan; add to them."""
    by, do = who(request), request.POST.get("doe", "")
    view = there(round_view(by, round))
    criteria = [(one.criterion.key, one.name) for one in view.criteria]
    evidence = EvidenceForm(request.POST if do == "bewijs" else None, criteria=criteria)
    action = ActionForm(request.POST if do == "actie" else None, criteria=criteria)
    if request.method == "POST" and _act(request, round, evidence, action):
        return redirect("school:quality_round", round)
    page = {
        "view": view,
        "round": view.round,
        "framework": FRAMEWORK_WORDS[view.round.framework],
        "state": STATE_WORDS[RoundState(view.round.state)],
        "is_set": view.round.state == RoundState.SET,
        "is_filling": view.round.state == RoundState.FILLING,
        "is_leader": is_leader(by),
        "share": visits_share(by),
        "evidence": evidence,
        "action": action,
        "steps": step_words(),
        "has_actions": any(one.actions for one in view.criteria),
        "has_evidence": any(one.evidence for one in view.criteria),
    }
    status = 422 if evidence.errors or action.errors else 200
    return render(request, "school/quality/round.html", page, status=status)


@team
@require_http_methods(FORM)
def quality_fill(request: HttpRequest, round: UUID) -> HttpResponse:
    """Let one member of the team fill in, without seeing the others."""
    by = who(request)
    view = there(round_view(by, round))
    mine = own_answer(by, view.round)
    statements = [row for one in view.criteria for row in one.statements]
    form = FillForm(request.POST or None, statements=statements, initial={"note": mine.note if mine else ""})

    def fill(told: dict[str, Any]) -> None:
        hand_in = request.POST.get("doe") == "lever"
        acts.fill_in(by=by, round=round, steps=form.steps(), note=told["note"], hand_in=hand_in)

    if submit(request, form, fill, _("Bewaard.")):
        return redirect("school:quality_round", round)
    page = {
        "form": form,
        "view": view,
        "framework": FRAMEWORK_WORDS[view.round.framework],
        "groups": [(one.name, [form[row.key] for row in one.statements]) for one in view.criteria],
        "steps": step_words(),
        "is_filling": view.round.state == RoundState.FILLING,
    }
    return render(request, "school/quality/fill.html", page, status=422 if form.errors else 200)


@leader
@require_http_methods(FORM)
def quality_set(request: HttpRequest, round: UUID) -> HttpResponse:
    """Set the step of each statement after the talk with the team."""
    by = who(request)
    view = there(round_view(by, round))
    statements = [row for one in view.criteria for row in one.statements]
    form = SetForm(request.POST or None, statements=statements, initial={"version": view.round.version})

    def set_all(told: dict[str, Any]) -> None:
        acts.set_steps(by=by, round=round, version=told["version"], steps=form.steps(), reasons=form.reasons())

    if submit(request, form, set_all, _("Vastgesteld.")):
        return redirect("school:quality_round", round)
    groups = [(one.name, [(form[row.key], form[f"why-{row.key}"]) for row in one.statements]) for one in view.criteria]
    page = {
        "form": form,
        "view": view,
        "groups": groups,
        "steps": step_words(),
        "is_talking": view.round.state == RoundState.TALKING,
    }
    return render(request, "school/quality/set.html", page, status=422 if form.errors else 200)


@team
@require_safe
def quality_report(request: HttpRequest, round: UUID) -> HttpResponse:
    """Give the report on paper."""
    view = there(round_view(who(request), round))
    content = report(view, visits_share(who(request)))
    answer = HttpResponse(render_pdf(TEMPLATE, content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="hoe-staan-wij-{view.round.year}.pdf"'
    return answer


def _act(request: HttpRequest, round: UUID, evidence: EvidenceForm, action: ActionForm) -> bool:
    """Do what a button of the page asks; return whether it went well."""
    by, do, version = who(request), request.POST.get("doe", ""), version_of(request)
    if do in {"praten", "invullen"}:
        to = RoundState.TALKING if do == "praten" else RoundState.FILLING
        return attempt(request, lambda: acts.move_round(by=by, round=round, to=to, version=version))
    if do == "bewijs":
        return submit(
            request, evidence, lambda told: acts.add_evidence(by=by, round=round, **told), _("Het staat erbij.")
        )
    if do == "actie":
        return submit(
            request, action, lambda told: acts.add_action(by=by, round=round, **told), _("Het staat in het plan.")
        )
    number = as_number(request.POST.get("wat", ""))
    if number is None:
        messages.warning(request, _("Dat is er niet meer."))
        return True
    if do == "weg":
        return attempt(request, lambda: acts.remove_evidence(by=by, round=round, evidence=number))
    is_done = do == "klaar"
    return attempt(
        request,
        lambda: acts.mark_action(by=by, round=round, action=number, is_done=is_done, version=version),
    )
