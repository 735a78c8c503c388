"""Thinking about oneself: the five career competences, a short text on each, and how it grew."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import reflections as actions
from wending.dossier.forms.reflections import ReflectionForm, initial_of
from wending.dossier.queries.items import item_choices
from wending.dossier.queries.reflection_words import COMPETENCES
from wending.dossier.queries.reflections import reflection_of, reflections
from wending.dossier.rules.reflection import Competence
from wending.dossier.views.asking import asking
from wending.kit.versions import Stale


@own
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the five competences with what was written on each, oldest first."""
    actor = asking(request)
    return render(
        request, "dossier/reflections.html", {"competences": reflections(actor), "choices": item_choices(actor)}
    )


@own
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, competence: str) -> HttpResponse:
    """Write a short text on one competence, about something one did."""
    if competence not in set(Competence):
        raise Http404
    about = Competence(competence)
    choices = item_choices(asking(request))
    if not choices:
        return redirect("dossier:reflections")
    if request.method != "POST":
        form = ReflectionForm(about, choices, initial={"item": request.GET.get("item", "")})
        return render(request, "dossier/reflection_form.html", _page(form, about))
    form = ReflectionForm(about, choices, request.POST)
    if not form.is_valid():
        return render(request, "dossier/reflection_form.html", _page(form, about), status=422)
    actions.write_reflection(by=asking(request), competence=about, fields=form.reflection_fields())
    messages.success(request, _("Bewaard. Anderen zien dit alleen als jij dat goedvindt."))
    return redirect("dossier:reflections")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, reflection: UUID) -> HttpResponse:
    """Change a text. What was saved meanwhile is shown beside what was typed, and nothing is lost."""
    found = reflection_of(asking(request), reflection)
    if found is None:
        raise Http404
    about, choices = Competence(found.competence), item_choices(asking(request))
    if request.method != "POST":
        form = ReflectionForm(about, choices, initial=initial_of(found))
        return render(request, "dossier/reflection_form.html", _page(form, about) | {"reflection": found})
    form = ReflectionForm(about, choices, request.POST)
    page = _page(form, about) | {"reflection": found}
    if not form.is_valid():
        return render(request, "dossier/reflection_form.html", page, status=422)
    try:
        actions.change_reflection(
            by=asking(request),
            reflection=reflection,
            fields=form.reflection_fields(),
            version=form.read_version(),
        )
    except Stale as stale:
        form.renew(stale.version)
        page["differences"] = form.differences(initial_of(found))
        return render(request, "dossier/reflection_form.html", page, status=409)
    messages.success(request, _("Je wijziging is bewaard."))
    return redirect("dossier:reflections")


@own
@require_POST
def remove(request: HttpRequest, reflection: UUID) -> HttpResponse:
    """Remove a text; its page of changing asks first."""
    if not actions.remove_reflection(by=asking(request), reflection=reflection):
        raise Http404
    messages.success(request, _("Het is weg."))
    return redirect("dossier:reflections")


def _page(form: ReflectionForm, about: Competence) -> dict[str, object]:
    name, question, icon = COMPETENCES[about]
    return {"form": form, "name": name, "question": question, "icon": icon}
