"""Our own learning offer: the line of modules, and one module with its exercise and questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wending.accounts.views.actor import who
from wending.guidance.actions.profession import finish_module
from wending.guidance.forms.profession import ModuleForm
from wending.guidance.queries.growth import learning_line, module_row
from wending.guidance.queries.profession import said
from wending.guidance.sources.profession.parse import Module
from wending.guidance.views.growth import form_page, professional


@dataclass(frozen=True, slots=True)
class Check:
    """A question with its options, and once answered whether that was right, and why."""

    name: str
    words: str
    options: list[dict[str, object]]
    is_answered: bool
    is_right: bool
    why: str


@professional
@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """Show the learning line with one's own progress."""
    line = learning_line(who(request))
    content = {"line": line, "done": sum(row.done is not None for row in line)}
    return render(request, "guidance/modules.html", content)


@professional
@form_page
def module(request: HttpRequest, key: str) -> HttpResponse:
    """Show a module; with all questions right and the exercise done it is finished."""
    actor = who(request)
    row = module_row(actor, key)
    if row is None:
        raise Http404
    checks = _checks(row.module, request.POST)
    form = ModuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and all(check.is_right for check in checks):
        finish_module(by=actor, module=key, reflection=form.cleaned_data["reflection"])
        messages.success(request, _("Klaar. De module staat nu in je logboek."))
        return redirect("guidance:modules")
    content = {
        "row": row,
        "text": [said(words) for words in row.module.text],
        "steps": [said(words) for words in row.module.steps],
        "readings": [{"reading": one, "fact": said(one.fact)} for one in row.module.readings],
        "page": _address(row.module.page),
        "checks": checks,
        "form": form,
        "is_sent": request.method == "POST",
    }
    return render(request, "guidance/module.html", content)


def _checks(module: Module, given: Mapping[str, str]) -> list[Check]:
    found = []
    for number, question in enumerate(module.questions, 1):
        chosen = given.get(f"v{number}", "")
        options: list[dict[str, object]] = [
            {"value": str(place), "label": said(words), "checked": chosen == str(place)}
            for place, words in enumerate(question.options)
        ]
        is_answered = any(option["checked"] for option in options)
        is_right = chosen == str(question.right)
        found.append(Check(f"v{number}", said(question.ask), options, is_answered, is_right, said(question.why)))
    return found


def _address(page: str) -> str:
    """Return the address of the page of an exercise; nothing where this site does not have it."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
