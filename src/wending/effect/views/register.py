"""The public register: every registered study with its plan, its moments and its changes, whatever became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone
from wending.effect.queries.answers_so_far import counted_words
from wending.effect.queries.reports import published_run
from wending.effect.queries.studies import register_shown, registered_plan, registered_study
from wending.effect.queries.waves import changes_shown, registered_changes
from wending.effect.views.asking import language
from wending.effect.views.plans import plan_response


@everyone
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show all registered studies."""
    return render(request, "effect/register.html", {"studies": register_shown(language())})


@everyone
@require_safe
def registered(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one registered study."""
    shown = registered_study(slug, language())
    if shown is None:
        raise Http404
    changes = changes_shown(registered_changes(slug))
    counted = counted_words(shown.row, published_run(shown.row))
    return render(request, "effect/registered.html", {"shown": shown, "wave_changes": changes, "counted": counted})


@everyone
@require_safe
def file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Hand out the latest version of a registered plan."""
    row = registered_plan(slug)
    if row is None:
        raise Http404
    return plan_response(row.plan, form, slug)
