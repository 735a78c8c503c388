"""A learner's own assignments: writing and choosing, handing in, asking for words, and all of it on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import who
from wending.accounts.views.guards import own
from wending.ledger.rules.actor import Actor
from wending.school.actions import hand_ins as acts
from wending.school.actions.career_file import take_career_file
from wending.school.actions.class_mail import address
from wending.school.forms.assignments import LinkForm, PeerForm, WordsForm, WorkForm
from wending.school.queries.class_papers import goals_shown
from wending.school.queries.class_words import PICKS, TEXTS, VOICES
from wending.school.queries.hand_ins import (
    Work,
    asked_of_me,
    classmates,
    my_work,
    my_works,
    own_asks,
    own_hand_ins,
    own_words,
    readers_of,
    words_by,
)
from wending.school.queries.picks import picks_of
from wending.school.rules.talks import Voice
from wending.school.views.class_doors import METHODS, hides, number, page, paper, press, pressed, submit


@own
@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """Show one's assignments, what classmates ask, and what can go on paper."""
    by = who(request)
    found = my_works(by)
    going = {work.mine.pk for work in found if work.mine}
    earlier = [row for row in own_hand_ins(by) if row.pk not in going]
    written = [row for row in own_hand_ins(by) if any(getattr(row, key) for key in TEXTS)]
    return page(request, "my_assignments", works=found, asked=asked_of_me(by), earlier=earlier, written=written)


@own
@require_http_methods(METHODS)
@hides
def work(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Show one assignment: write, choose, hand in, withdraw, ask for words and read them."""
    by, lang = who(request), get_language() or "nl"
    found = my_work(by, assignment)
    mine = found.mine
    here = redirect("school:my_assignment", assignment)
    saving = pressed(request, "save", "hand-in")
    form = WorkForm(request.POST if saving else None, picks=picks_of(by, lang), initial=_start(found))

    def save(told: dict[str, Any]) -> None:
        texts = {key: told[key] for key in TEXTS}
        version = told.get("version") or 0
        acts.save_draft(by=by, assignment=assignment, texts=texts, picks=told.get("picks", []), version=version)
        if pressed(request, "hand-in"):
            acts.hand_in(by=by, assignment=assignment, lang=lang)

    said = _("Ingeleverd.") if pressed(request, "hand-in") else _("Bewaard. Alleen jij ziet dit.")
    if saving and submit(request, form, save, said):
        return here
    peers = [(str(mate.pk), str(mate)) for mate in classmates(by, found.assignment)]
    peer_form = PeerForm(request.POST if pressed(request, "peer") else None, mates=peers)
    if submit(request, peer_form, lambda told: _ask_peer(by, assignment, told), _("We vragen het je klasgenoot.")):
        return here
    link_form = LinkForm(request.POST if pressed(request, "link") else None, prefix="link")
    links: list[str] = []
    if submit(request, link_form, lambda told: links.append(_link(by, assignment, told))):
        link_form = LinkForm(prefix="link")
    what = number(request.POST.get("what", "")) or assignment
    done = {
        "withdraw": (lambda: acts.withdraw_hand_in(by=by, hand_in=mine.pk if mine else what), _("Teruggetrokken.")),
        "unask": (lambda: acts.withdraw_ask(by=by, ask=what), _("Ingetrokken. De ander ziet niets meer.")),
        "forget": (lambda: acts.remove_words(by=by, words=what), _("De reactie is weg.")),
    }
    if press(request, done):
        return here
    return page(
        request,
        "my_assignment",
        work=found,
        goals=goals_shown(found.assignment.goals),
        readers=readers_of(found.assignment),
        form=form,
        peers=peers,
        peer_form=peer_form,
        link_form=link_form,
        link=links[0] if links else "",
        asks=[(ask, VOICES[Voice(ask.voice)]) for ask in own_asks(by, mine)] if mine else [],
        words=[(word, VOICES[Voice(word.voice)]) for word in own_words(by, mine)] if mine else [],
    )


@own
@require_http_methods(METHODS)
@hides
def peer(request: HttpRequest, ask: UUID) -> HttpResponse:
    """Read what a classmate asks one to read, and give words back."""
    by = who(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    said = _("Dank je. Je klasgenoot kan het lezen.")
    if submit(request, form, lambda told: acts.respond_as_peer(by=by, ask=ask, **told), said):
        return redirect("school:my_assignments")
    found = acts.read_as_peer(by=by, ask=ask)
    return page(request, "peer", ask=found, words=words_by(by, found.hand_in), form=form, **shown_words(found))


@own
@require_safe
def career_file(request: HttpRequest) -> HttpResponse:
    """Return one's loopbaandossier on paper: the works that were ticked, all of them where none was."""
    by = who(request)
    ticked = [key for key in map(number, request.GET.getlist("wat")) if key]
    content = take_career_file(by=by, works=ticked, lang=get_language() or "nl")
    return paper("career_file.typ", content, "loopbaandossier.pdf")


def shown_words(ask: Any) -> dict[str, Any]:
    """Return what who was asked reads, in words for the page."""
    content = acts.shown(ask)
    texts = [(name, content["texts"][key]) for key, (name, _hint) in TEXTS.items() if content["texts"].get(key)]
    return {"texts": texts, "picks": [(pick, PICKS[pick["kind"]], "") for pick in content["picks"]]}


def _start(work: Work) -> dict[str, Any]:
    if work.mine is None:
        return {"version": 0}
    return {key: getattr(work.mine, key) for key in (*TEXTS, "picks", "version")}


def _ask_peer(by: Actor, assignment: UUID, told: dict[str, Any]) -> None:
    acts.ask_peer(by=by, assignment=assignment, peer=UUID(told["peer"]), with_picks=told["with_picks"])


def _link(by: Actor, assignment: UUID, told: dict[str, Any]) -> str:
    voice = Voice(told["voice"])
    token = acts.ask_by_a_link(
        by=by, assignment=assignment, voice=voice, name=told["name"], with_picks=told["with_picks"]
    )
    return address("school:hand_in_link", token)
