"""The steps of a profile. Each can be done at any time, in any order, or not at all."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from wending.orientation import forms
from wending.orientation.actions import profile as actions
from wending.orientation.queries import words
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.steps import MOST_SUGGESTED, SUGGESTED, outside_step, skills_step, work_step
from wending.orientation.views.guards import language, needs_occupations, private

both = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_QUERY = 200


# The session starts with the page itself: typing asks for more than once at a time, and each would start its own.
@private
@both
@ensure_csrf_cookie
@needs_occupations
def work(request: HttpRequest) -> HttpResponse:
    """Search and add work someone did."""
    form = forms.WorkForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        actions.add_work(by=request.session, **form.cleaned_data)
        return redirect("orientation:profile_work")
    page = work_step(request.session, language(), _query(request), request.GET.get("kies", "")[:LONGEST_QUERY])
    template = "orientation/work.html#found" if _is_typing(request) else "orientation/work.html"
    return render(request, template, {"page": page, "form": form, "words": words}, status=_status(form))


@private
@both
@needs_occupations
def skills(request: HttpRequest) -> HttpResponse:
    """Tick what someone can do."""
    if request.method == "POST":
        ticked = forms.TickedSkills.read(request.POST)
        actions.save_skills(by=request.session, shown=ticked.shown, levels=ticked.levels, source="suggested")
        return _after_skills(request)
    page = skills_step(request.session, language(), _query(request), _count(request.GET.get("aantal")))
    template = "orientation/skills.html#found" if _is_typing(request) else "orientation/skills.html"
    return render(request, template, {"page": page, "words": words})


@private
@both
@needs_occupations
def outside(request: HttpRequest) -> HttpResponse:
    """Choose what someone does outside work, and tick what that taught."""
    form = forms.OutsideForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        ticked = forms.TickedSkills.read(request.POST)
        actions.save_outside(by=request.session, activities=form.cleaned_data["activities"])
        actions.save_skills(by=request.session, shown=ticked.shown, levels=ticked.levels, source="outside")
        if request.POST.get("do") == "choose":
            return redirect(reverse("orientation:profile_outside") + "#skills")
        return redirect("orientation:profile_education")
    page = outside_step(request.session, language())
    return render(
        request, "orientation/outside.html", {"page": page, "form": form, "words": words}, status=_status(form)
    )


@private
@both
def education(request: HttpRequest) -> HttpResponse:
    """Tell level and direction of education."""
    profile = session_profile(request.session)
    told = {"level": profile.education_level, "field": profile.education_field}
    form = forms.EducationForm(request.POST) if request.method == "POST" else forms.EducationForm(initial=told)
    if form.is_valid():
        actions.save_education(by=request.session, **form.cleaned_data)
        return redirect("orientation:profile_interests")
    return render(request, "orientation/education.html", {"profile": profile, "form": form}, status=_status(form))


@private
@both
def interests(request: HttpRequest) -> HttpResponse:
    """Choose pictures of what looks like fun."""
    profile = session_profile(request.session)
    form = forms.InterestsForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        actions.save_interests(by=request.session, tiles=form.cleaned_data["tiles"])
        return redirect("orientation:profile_wishes")
    page = {"profile": profile, "form": form, "words": words, "chosen": profile.interests}
    return render(request, "orientation/interests.html", page, status=_status(form))


@private
@both
def wishes(request: HttpRequest) -> HttpResponse:
    """Tell what someone seeks in work."""
    profile = session_profile(request.session)
    told = {
        "values": profile.wishes.values,
        "sector": profile.wishes.sector,
        "hours": profile.wishes.hours,
        "avoided": profile.wishes.avoided,
    }
    form = forms.WishesForm(request.POST) if request.method == "POST" else forms.WishesForm(initial=told)
    if form.is_valid():
        actions.save_wishes(by=request.session, wishes=form.wishes())
        return redirect("orientation:profile_learning")
    return render(request, "orientation/wishes.html", {"profile": profile, "form": form}, status=_status(form))


@private
@both
def learning(request: HttpRequest) -> HttpResponse:
    """Tell about learning: level, subjects, ways, place."""
    profile = session_profile(request.session)
    told = asdict(profile.study)
    form = forms.LearningForm(request.POST) if request.method == "POST" else forms.LearningForm(initial=told)
    if form.is_valid():
        actions.save_study(by=request.session, study=form.study())
        return redirect("orientation:profile")
    return render(request, "orientation/learning.html", {"profile": profile, "form": form}, status=_status(form))


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY]


def _is_typing(request: HttpRequest) -> bool:
    """Whether a script asks for the found part only."""
    return "HX-Request" in request.headers and "q" in request.GET


def _count(raw: str | None) -> int:
    """Return how many suggestions to show."""
    return (
        min(int(raw), MOST_SUGGESTED)
        if raw and raw.isascii() and raw.isdigit() and len(raw) < 4 and int(raw)
        else SUGGESTED
    )


def _after_skills(request: HttpRequest) -> HttpResponse:
    """Go where the pressed button leads; what was ticked is saved by then."""
    count = _count(request.POST.get("count"))
    here = reverse("orientation:profile_skills")
    match request.POST.get("do"):
        case "search":
            return redirect(f"{here}?{urlencode({'q': request.POST.get('q', '')[:LONGEST_QUERY], 'aantal': count})}")
        case "more":
            return redirect(f"{here}?{urlencode({'aantal': min(count + SUGGESTED, MOST_SUGGESTED)})}#skill-{count + 1}")
    return redirect("orientation:profile_outside")


def _status(form: object) -> int:
    """Return 422 when a filled-in form is shown again."""
    return 422 if form is not None and getattr(form, "errors", None) else 200
