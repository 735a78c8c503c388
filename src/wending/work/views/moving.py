"""From work to work as the firm sees it: its groups, and who responded to its own openings."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.work.actions import moving as acts
from wending.work.actions.moving_answers import answer_response, read_responses
from wending.work.forms.moving import GroupForm, WordForm
from wending.work.queries import moving as pages
from wending.work.queries.change_words import COUNCILS, COUNTED, STATES, WORDS
from wending.work.rules.moving import Council, State, Word
from wending.work.views.asking import asking, do

manager = roles(Role.MANAGER, at=Kind.EMPLOYER)
METHODS = ["GET", "HEAD", "POST"]


@manager
@require_http_methods(METHODS)
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups of a firm, and begin one."""
    actor = asking(request)
    form = GroupForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.start_moving(by=actor, group=form.group())
        except ValidationError as error:
            form.add_error("guide", error)
        else:
            messages.success(request, _("De groep is er. Kies nu wie je het vertelt."))
            return redirect("work:moving", number=made.pk)
    page = {"form": form, "groups": pages.managed_movings(actor)}
    return render(request, "work/movings.html", page, status=422 if form.is_bound else 200)


@manager
@require_safe
def group(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a group: whom the firm told, who shows their state, and frozen counts."""
    found = pages.group_of(asking(request), number)
    if found is None:
        raise Http404
    page = {
        "group": found,
        "council": COUNCILS[Council(found.moving.council)],
        "shown": [(name, STATES[State(state)]) for name, state in found.shown],
        "counts": [(COUNTED[key], count) for key, count in found.counts.items()],
    }
    return render(request, "work/moving.html", page)


@manager
@require_POST
def tell(request: HttpRequest, number: UUID) -> HttpResponse:
    """Tell people that they are of a group."""
    if pages.group_of(asking(request), number) is None:
        raise Http404
    chosen = [UUID(one) for one in request.POST.getlist("people") if _is_number(one)]
    count = acts.tell_people(
        by=asking(request),
        moving=number,
        colleagues=chosen,
        link=lambda: request.build_absolute_uri(reverse("work:own_moving", args=[number])),
    )
    messages.success(request, ngettext("%d mens weet het nu.", "%d mensen weten het nu.", count) % count)
    return redirect("work:moving", number=number)


def _is_number(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@manager
@require_POST
def close(request: HttpRequest, number: UUID) -> HttpResponse:
    """Close a group."""
    do(request, lambda: acts.close_moving(by=asking(request), moving=number), _("De groep is gesloten."))
    return redirect("work:movings")


@manager
@require_safe
def responses(request: HttpRequest) -> HttpResponse:
    """Show who responded to openings of the firm, from groups here and at other firms."""
    rows = [{"one": one, "word": WORDS[Word(one.proposal.word)]} for one in read_responses(by=asking(request))]
    return render(request, "work/moving_responses.html", {"rows": rows})


@manager
@require_POST
def answer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer somebody who responded."""
    form = WordForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["text"]:
        messages.error(request, _("Schrijf een antwoord."))
        return redirect("work:moving_responses")
    text = form.cleaned_data["text"]
    said = _("Je antwoord staat klaar voor wie reageerde.")
    do(request, lambda: answer_response(by=asking(request), proposal=number, text=text), said)
    return redirect("work:moving_responses")
