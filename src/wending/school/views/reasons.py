"""Reasons to talk, for who guides: by name, with the rule in words, and that it was talked about. Never a score."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.views.actor import who
from wending.school.actions.signs import look_at_reasons, talked_about
from wending.school.forms.talks import NoteForm
from wending.school.queries.sign_words import all_rules
from wending.school.views.class_doors import METHODS, guiding, hides, number, page, submit


@guiding
@require_http_methods(METHODS)
@hides
def reasons(request: HttpRequest) -> HttpResponse:
    """Show learners with a reason to talk, and keep that one was talked about."""
    by = who(request)
    form = NoteForm(request.POST if request.method == "POST" else None)
    learner, key = number(request.POST.get("learner", "")), request.POST.get("key", "")
    if learner is not None and submit(
        request,
        form,
        lambda told: talked_about(by=by, learner=learner, key=key, note=told["note"]),
        _("Opgeschreven. De leerling ziet dit ook."),
    ):
        return redirect("school:reasons")
    return page(request, "reasons", reasons=look_at_reasons(by=by), form=form, rules=all_rules())
