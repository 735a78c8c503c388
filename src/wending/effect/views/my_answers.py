"""What studies asked of who is signed in, with what they told: to read, to delete, and to stop the mails."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.views.guards import own
from wending.effect.actions.follow_up_answers import stop_mine, take_back_mine
from wending.effect.queries.my_answers import my_studies
from wending.effect.views.asking import asking


@own
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what studies asked and what one told."""
    return render(request, "effect/follow_up/mine.html", {"studies": my_studies(asking(request))})


@own
@require_POST
def remove(request: HttpRequest, study: UUID) -> HttpResponse:
    """Delete one's answers to a study."""
    if not take_back_mine(by=asking(request), study=study):
        raise Http404
    messages.success(request, _("Je antwoorden zijn weg. Je krijgt hier geen mail meer over."))
    return redirect("effect:my_answers")


@own
@require_POST
def stop(request: HttpRequest, study: UUID) -> HttpResponse:
    """Get no more mail about a study."""
    if not stop_mine(by=asking(request), study=study):
        raise Http404
    messages.success(request, _("Je krijgt hier geen mail meer over."))
    return redirect("effect:my_answers")
