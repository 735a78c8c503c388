"""What clients say back: the form behind a link that works once, and what a professional sees of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import link
from wending.guidance.actions.feedback import give_feedback
from wending.guidance.forms.feedback import FeedbackForm
from wending.guidance.queries.feedback import feedback_of, link_of
from wending.guidance.queries.profession_words import SCALED
from wending.guidance.views.growth import form_page, professional


@link
@form_page
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a client five questions, once."""
    if link_of(token) is None:
        return render(request, "guidance/feedback_over.html", status=410)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = give_feedback(token=token, scores=form.scores(), better=form.cleaned_data["better"])
        return render(request, "guidance/feedback_thanks.html" if given else "guidance/feedback_over.html")
    return render(request, "guidance/feedback.html", {"form": form})


@professional
@require_safe
def practice_feedback(request: HttpRequest) -> HttpResponse:
    """Show a professional what clients said, as far as it may be seen."""
    view = feedback_of(who(request))
    return render(request, "guidance/practice_feedback.html", {"view": view, "asked": list(SCALED.values())})
