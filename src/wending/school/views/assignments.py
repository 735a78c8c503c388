"""Assignments as staff of a group see them: giving one, who handed in, reading it and giving words back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.school.actions import assignments as acts
from wending.school.forms.assignments import AssignmentForm, WordsForm
from wending.school.queries.assignments import (
    activity_of,
    given_assignment,
    given_assignments,
    handed_counts,
    led_groups,
    rows_of,
)
from wending.school.queries.class_papers import goals_shown
from wending.school.queries.class_words import PICKS, TEXTS
from wending.school.queries.hand_ins import words_by
from wending.school.views.class_doors import METHODS, download, hides, page, press, pressed, submit, teaching


@teaching
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """Show the assignments of the groups that who asks leads, and where to give a new one."""
    by = who(request)
    counts = handed_counts(by)
    rows = [(row, counts[row.pk]) for row in given_assignments(by)[:100]]
    return page(request, "assignments", rows=rows, groups=led_groups(by))


@teaching
@require_http_methods(METHODS)
@hides
def new(request: HttpRequest, group: UUID) -> HttpResponse:
    """Give an assignment to a group, from an activity of the bank (`?activiteit=`) or in own words."""
    by = who(request)
    found = led_groups(by).get(pk=group)
    activity = activity_of(request.GET.get("activiteit", ""))
    start = {}
    if activity is not None:
        start = {
            "title": activity.title,
            "text": "\n".join(activity.steps),
            "hand_in": activity.evidence,
            "activity": activity.key,
        } | {f"goal_{key.value}": activity.question for key in activity.competences[:1]}
    form = AssignmentForm(request.POST or None, initial=start)
    if submit(
        request,
        form,
        lambda _told: acts.give_assignment(by=by, group=group, text=form.told()),
        _("De opdracht staat klaar voor de groep."),
    ):
        return redirect("school:assignments")
    return page(request, "assignment_new", form=form, group=found, activity=activity)


@teaching
@require_http_methods(METHODS)
@hides
def assignment(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Show an assignment with who handed in; end it."""
    by = who(request)
    found = given_assignment(by, assignment)
    end = (lambda: acts.end_assignment(by=by, assignment=assignment), _("De opdracht is gestopt."))
    if press(request, {"end": end}):
        return redirect("school:assignments")
    rows = [] if found.ended else rows_of(by, found)
    return page(request, "assignment", assignment=found, goals=goals_shown(found.goals), rows=rows)


@teaching
@require_http_methods(METHODS)
@hides
def hand_in(request: HttpRequest, hand_in: UUID) -> HttpResponse:
    """Read what a learner handed in, and give words back."""
    by = who(request)
    form = WordsForm(request.POST if pressed(request, "words") else None)
    if submit(
        request,
        form,
        lambda told: acts.respond_to_hand_in(by=by, hand_in=hand_in, **told),
        _("Je reactie staat bij de leerling."),
    ):
        return redirect("school:hand_in", hand_in)
    found = acts.look_at_hand_in(by=by, hand_in=hand_in)
    content = found.content or {"texts": {}, "picks": []}
    texts = [(name, content["texts"][key]) for key, (name, _hint) in TEXTS.items() if content["texts"].get(key)]
    picks = [(pick, PICKS[pick["kind"]], pick["key"].partition(":")[2]) for pick in content["picks"]]
    return page(request, "hand_in", work=found, texts=texts, picks=picks, form=form, words=words_by(by, found))


@teaching
@require_safe
@hides
def file(request: HttpRequest, hand_in: UUID, evidence: UUID) -> HttpResponse:
    """Give a file that was handed in, to be saved."""
    name, media_type, data = acts.open_handed_in_file(by=who(request), hand_in=hand_in, evidence=evidence)
    return download(data, media_type, name)
