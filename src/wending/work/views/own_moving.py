"""From work to work as somebody themselves: joining, limits, proposals with reasons, next steps, leaving."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.kit.versions import Stale
from wending.work.actions import moving as acts
from wending.work.actions.moving_answers import answer_proposal
from wending.work.actions.moving_match import match_mine
from wending.work.forms.moving import ChoiceForm, NextStepForm, StateForm, WordForm
from wending.work.queries import moving as pages
from wending.work.queries.change_words import COUNCILS, OWN_STATES, STEP_OWNERS, WORDS
from wending.work.queries.moving_reasons import explained
from wending.work.rules.moving import DONE, Council, State, StepOwner, Word
from wending.work.views.asking import asking, do, language

METHODS = ["GET", "HEAD", "POST"]


@own
@require_safe
def movings(request: HttpRequest) -> HttpResponse:
    """Show of which groups somebody was told."""
    return render(request, "work/own_movings.html", {"groups": pages.own_movings(asking(request))})


@own
@require_http_methods(METHODS)
def moving(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show somebody their group: joining, or their own page once they did."""
    actor = asking(request)
    mover = pages.own_mover(actor, number)
    if mover is not None:
        return _own_page(request, number)
    found = pages.own_movings(actor).filter(pk=number).first()
    if found is None:
        raise Http404
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joined = do(
            request,
            lambda: acts.join_moving(by=actor, moving=number, choice=form.choice()),
            _("Je doet mee. Alleen jij weet dit, behalve als je zelf anders koos."),
        )
        if joined:
            match_mine(by=actor, moving=number)
        return redirect("work:own_moving", number=number)
    page = {"moving": found, "form": form, "council": COUNCILS[Council(found.council)]}
    return render(request, "work/moving_join.html", page, status=422 if form.is_bound else 200)


def _own_page(request: HttpRequest, number: UUID) -> HttpResponse:
    actor = asking(request)
    mover = pages.own_mover(actor, number)
    assert mover is not None
    steps = pages.own_steps(actor, number)
    page = {
        "mover": mover,
        "moving": mover.moving,
        "state": StateForm(initial={"state": mover.state}),
        "state_words": OWN_STATES[State(mover.state)],
        "is_done": State(mover.state) in DONE,
        "proposals": [
            {"one": one, "word": WORDS[Word(one.proposal.word)]} for one in explained(actor, mover, language())
        ],
        "steps": [{"one": one, "owner": STEP_OWNERS[StepOwner(one.owner)]} for one in steps],
        "has_step": any(one.done is None for one in steps),
        "next": NextStepForm(),
        "guide_sees": pages.guide_sees(actor, mover.moving),
    }
    return render(request, "work/own_moving.html", page)


@own
@require_http_methods(METHODS)
def choice(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let somebody change what may be used, their limits and who may see something."""
    actor = asking(request)
    mover = pages.own_mover(actor, number)
    if mover is None:
        raise Http404
    form = ChoiceForm(request.POST or None, mover=mover, guide_sees=pages.guide_sees(actor, mover.moving))
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_choice(by=actor, moving=number, choice=form.choice(), version=form.cleaned_data["version"] or 0)
        except Stale:
            is_stale = True
        else:
            match_mine(by=actor, moving=number)
            messages.success(request, _("Bewaard. Je voorstellen zijn opnieuw gemaakt."))
            return redirect("work:own_moving", number=number)
    page = {"moving": mover.moving, "form": form, "mover": mover, "is_stale": is_stale}
    return render(request, "work/moving_choice.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def state(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let somebody say where they are."""
    form = StateForm(request.POST)
    if form.is_valid():
        chosen = State(form.cleaned_data["state"])
        do(request, lambda: acts.set_state(by=asking(request), moving=number, state=chosen), _("Bewaard."))
    return redirect("work:own_moving", number=number)


@own
@require_POST
def match(request: HttpRequest, number: UUID) -> HttpResponse:
    """Make proposals anew for who asks."""
    if pages.own_mover(asking(request), number) is None:
        raise Http404
    if match_mine(by=asking(request), moving=number):
        messages.success(request, _("Je voorstellen zijn opnieuw gemaakt."))
    else:
        messages.info(request, _("Er staat nu niets open waarmee we kunnen vergelijken."))
    return redirect("work:own_moving", number=number)


@own
@require_POST
def word(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take an answer to a proposal."""
    form = WordForm(request.POST)
    chosen = request.POST.get("word", "")
    group = pages.group_of_proposal(asking(request), number)
    if group is None or chosen not in set(Word):
        raise Http404
    if form.is_valid():
        text = form.cleaned_data["text"]
        do(request, lambda: answer_proposal(by=asking(request), proposal=number, word=Word(chosen), text=text))
        messages.success(request, _SAID[Word(chosen)]())
    else:
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
    return redirect("work:own_moving", number=group)


_SAID = {
    Word.YES: lambda: _("Je zei ja. Het bedrijf ziet nu je naam en wat je erbij schreef."),
    Word.ASKED: lambda: _("Je vraag is bij het bedrijf. Het ziet nu je naam."),
    Word.NO: lambda: _("Je zei nee. Niemand ziet dat."),
    Word.OPEN: lambda: _("Je antwoord is teruggenomen. Het bedrijf ziet je niet meer."),
}


@own
@require_POST
def add_step(request: HttpRequest, number: UUID) -> HttpResponse:
    """Add a next step."""
    form = NextStepForm(request.POST)
    if form.is_valid():
        do(
            request,
            lambda: acts.add_step(by=asking(request), moving=number, **form.values()),
            _("De stap staat erbij."),
        )
    else:
        messages.error(request, _("Schrijf een stap met een dag."))
    return redirect("work:own_moving", number=number)


@own
@require_POST
def finish_step(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say that a step is done."""
    group = pages.group_of_step(asking(request), number)
    do(request, lambda: acts.finish_step(by=asking(request), step=number), _("Mooi. Dat is gedaan."))
    return redirect("work:own_moving", number=group)


@own
@require_POST
def leave(request: HttpRequest, number: UUID) -> HttpResponse:
    """Leave a group."""
    said = _("Je doet niet meer mee. Je voorstellen en stappen zijn gewist.")
    do(request, lambda: acts.leave_moving(by=asking(request), moving=number), said)
    return redirect("work:own_movings")
