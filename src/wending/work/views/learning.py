"""Own courses as people take part in them, the pages for who looks at their work, and badges of one's own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.queries.brought import told
from wending.dossier.rules.findings import RecordRefused
from wending.work.actions import courses as actions
from wending.work.actions.badges import accept_badge
from wending.work.forms.growth import TextForm
from wending.work.forms.own_growth import WorkForm
from wending.work.queries.badges import own_badge, own_badges
from wending.work.queries.courses import course_for, courses_for, looked_after, own_progress
from wending.work.queries.scope import is_manager
from wending.work.views.asking import asking, do, language


@own
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Show the courses where one works, those where one looks at work, and one's badges."""
    actor = asking(request)
    page = {"courses": courses_for(actor), "looks": looked_after(actor), "badges": own_badges(actor)}
    return render(request, "work/own_courses.html", page)


@own
@require_safe
def course(request: HttpRequest, course: UUID) -> HttpResponse:
    """Show one course, and how far one is."""
    actor = asking(request)
    row = course_for(actor, course)
    if row is None:
        raise Http404
    progress = own_progress(actor, row)
    steps = [
        {"state": one, "form": WorkForm(auto_id=f"step-{one.step.pk}-%s", initial={"text": one.text})}
        for one in (progress.steps if progress else [])
    ]
    return render(request, "work/own_course.html", {"course": row, "progress": progress, "steps": steps})


@own
@require_POST
def enrol(request: HttpRequest, course: UUID) -> HttpResponse:
    """Take part in a course, or stop."""
    actor = asking(request)
    if "stop" in request.POST:
        do(
            request,
            lambda: actions.leave_course(by=actor, course=course),
            _("Je bent gestopt. Wat je inleverde is weg."),
        )
        return redirect("work:own_courses")
    try:
        actions.enrol(by=actor, course=course)
    except PermissionDenied:
        raise Http404 from None
    return redirect("work:own_course", course)


@own
@require_POST
def hand_in(request: HttpRequest, course: UUID, step: int) -> HttpResponse:
    """Show what one did for a step."""
    form = WorkForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for ones in form.errors.values() for one in ones))
        return redirect("work:own_course", course)
    try:
        actions.hand_in(by=asking(request), step=step, text=form.cleaned_data["text"])
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("Ingeleverd. Twee mensen kijken er nu naar."))
    return redirect("work:own_course", course)


@own
@require_safe
def work(request: HttpRequest, course: UUID) -> HttpResponse:
    """Show the work of who takes part, to who looks at it; that it was read is in their ledger."""
    actor = asking(request)
    row = looked_after(actor).filter(pk=course).first()
    if row is None:
        raise Http404
    page = {
        "course": row,
        "people": actions.read_work(by=actor, course=course),
        "manages": is_manager(actor),
        "me": actor.me,
        "form": TextForm(auto_id=False),
    }
    return render(request, "work/course_work.html", page)


@own
@require_POST
def look(request: HttpRequest, course: UUID, shown: int) -> HttpResponse:
    """Say that one saw what a step asks, or what is not there yet."""
    actor = asking(request)
    if "seen" in request.POST:
        done = actions.confirm(by=actor, shown=shown)
        said = _("Genoteerd.") if done else _("Dit telt niet. Een ander moet ook kijken, en niet naar eigen werk.")
    else:
        form = TextForm(request.POST)
        done = form.is_valid() and actions.not_yet(by=actor, shown=shown, remark=form.cleaned_data["text"])
        said = _("Genoteerd.") if done else _("Schrijf op wat er nog mist.")
    (messages.success if done else messages.error)(request, said)
    return redirect("work:course_work", course)


@own
@require_POST
def take_badge(request: HttpRequest, badge: UUID) -> HttpResponse:
    """Take a badge into one's own dossier."""
    try:
        accept_badge(by=asking(request), badge=badge, lang=language())
    except ObjectDoesNotExist:
        raise Http404 from None
    except RecordRefused as refusal:
        messages.error(request, told(refusal.finding).wrong)
        return redirect("work:own_courses")
    messages.success(request, _("De badge staat nu bij wat je deed en leerde."))
    return redirect("dossier:timeline")


@own
@require_safe
def badge_file(request: HttpRequest, badge: UUID) -> HttpResponse:
    """Give one's own badge as a file."""
    row = own_badge(asking(request), badge)
    if row is None:
        raise Http404
    response = HttpResponse(row.credential, content_type="application/vc+ld+json")
    response["Content-Disposition"] = 'attachment; filename="badge.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
