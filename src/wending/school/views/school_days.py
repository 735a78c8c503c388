"""The terms and choice days of a school, set by its manager."""

from typing import Any

from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.actor import who
from wending.school.actions.school_days import add_choice_day, remove_choice_day, set_terms
from wending.school.forms.talks import MOST_TERMS, ChoiceDayForm, TermForm
from wending.school.queries.school_days import choice_days, terms_of
from wending.school.queries.words import phase_in_words
from wending.school.rules.school_days import Term, usual_terms
from wending.school.views.class_doors import METHODS, hides, managing, press, pressed, submit

TermForms = formset_factory(TermForm, extra=0, min_num=MOST_TERMS, max_num=MOST_TERMS, validate_max=True)


@managing
@require_http_methods(METHODS)
@hides
def days(request: HttpRequest) -> HttpResponse:
    """Show and set the terms and choice days."""
    by = who(request)
    own = terms_of(by.organisation)
    start = [{"name": term.name, "begins": term.begins, "ends": term.ends} for term in own]
    forms = TermForms(request.POST if pressed(request, "terms") else None, initial=start, prefix="terms")
    choice = ChoiceDayForm(request.POST if pressed(request, "choice") else None)
    here = redirect("school:school_days")
    if pressed(request, "terms") and forms.is_valid():
        told = [form.cleaned_data for form in forms if form.cleaned_data.get("name")]
        terms = [Term(one["name"], one["begins"], one["ends"]) for one in told]
        if press(request, {"terms": (lambda: set_terms(by=by, terms=terms), _("Bewaard."))}):
            return here
    added = submit(request, choice, lambda told: add_choice_day(by=by, **_choice(told)), _("Toegevoegd."))
    key = request.POST.get("what", "")
    removal = (lambda: remove_choice_day(by=by, number=int(key)), _("Weg."))
    if added or (key.isdecimal() and len(key) < 18 and press(request, {"remove": removal})):
        return here
    content = {
        "forms": forms,
        "choice": choice,
        "choices": [(day, phase_in_words(day.phase, day.year)) for day in choice_days(by)],
        "usual": [] if own else usual_terms(timezone.localdate()),
    }
    wrong = (forms.is_bound and not forms.is_valid()) or bool(choice.is_bound and choice.errors)
    return render(request, "school/classes/school_days.html", content, status=422 if wrong else 200)


def _choice(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("name", "phase", "year", "day")}
