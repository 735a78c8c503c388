"""Bringing a file into one's own record, in two steps, and taking the record along in a file."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.views.guards import own
from wending.dossier.actions import exchange as actions
from wending.dossier.forms.exchange import BringForm, ChooseForm, TakeForm, largest
from wending.dossier.queries.brought import HeldGoneError, held_record, offered, told
from wending.dossier.queries.exchange_words import FILE_NAMES, GONE
from wending.dossier.queries.file_words import REFUSED
from wending.dossier.queries.items import item_choices
from wending.dossier.queries.record import take_options, written_record
from wending.dossier.rules.exchange import Held, Written
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.sources.files import FileRefused
from wending.dossier.views.asking import asking
from wending.dossier.views.language import language

# Where the session says which file waits; what is in it lies encrypted elsewhere.
HELD = "dossier_held"


@own
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for a file; say why one is refused, and lead a CV of plain text to the page that reads texts."""
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    page = {"form": form, "limit": largest() // 1_000_000, "waits": _held(request)}
    if not form.is_valid():
        return render(request, "dossier/bring.html", page, status=422 if form.is_bound else 200)
    name, data = form.cleaned_data["file"]
    try:
        held = actions.hold_file(by=asking(request), name=name, data=data)
    except RecordRefused as refusal:
        page |= {"refused": told(refusal.finding), "is_text": refusal.finding.code == "cv_text"}
        return render(request, "dossier/bring.html", page, status=422)
    _forget(request)
    request.session[HELD] = asdict(held)
    return redirect("dossier:bring_choose")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show what a file holds and add what was ticked; nothing ticked is nothing added."""
    held, me = _held(request), asking(request)
    if held is None:
        return redirect("dossier:bring")
    try:
        found = offered(me, held_record(me, held), language())
        form = ChooseForm(request.POST if request.method == "POST" else None, found, item_choices(me))
        if not form.is_valid():
            page = {"form": form, "offered": found}
            return render(request, "dossier/bring_choose.html", page, status=422 if form.is_bound else 200)
        chosen = form.cleaned_data
        count = actions.bring_record(
            by=me,
            held=held,
            items=chosen["items"],
            skills=chosen.get("skills", []),
            shown_in=chosen.get("shown_in", ""),
            lang=language(),
        )
    except FileRefused as refusal:
        messages.error(request, str(REFUSED[refusal.code]))
        return redirect("dossier:bring_choose")
    except HeldGoneError:
        messages.error(request, str(GONE))
        _forget(request)
        return redirect("dossier:bring")
    except RecordRefused as refusal:
        why = told(refusal.finding)
        messages.error(request, f"{why.wrong} {why.mend}")
        _forget(request)
        return redirect("dossier:bring")
    _forget(request)
    said = ngettext("%(count)s ding is toegevoegd.", "%(count)s dingen zijn toegevoegd.", count) % {"count": count}
    messages.success(request, said)
    return redirect("dossier:timeline")


@own
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Throw away the file that waits."""
    _forget(request)
    messages.success(request, _("Het bestand is weg. Er is niets toegevoegd."))
    return redirect("dossier:bring")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Give somebody their own record in a file, after saying what does not fit in it."""
    me = asking(request)
    options = take_options(me, language())
    start = {"shape": request.GET.get("vorm", ""), "name": me.name, "lang": language()}
    form = TakeForm(request.POST if request.method == "POST" else None, options, start)
    page = {"form": form, "options": options}
    if not form.is_valid():
        return render(request, "dossier/take.html", page, status=422 if form.is_bound else 200)
    order = form.order()
    try:
        written = written_record(me, order)
    except RecordRefused as refusal:
        page["refused"] = told(refusal.finding)
        return render(request, "dossier/take.html", page, status=422)
    if written.findings and request.POST.get("anyway") != order.shape:
        page["left_out"] = [told(one) for one in written.findings]
        return render(request, "dossier/take.html", page)
    actions.note_taken(by=me)
    return _file(written, FILE_NAMES[order.shape])


def _file(written: Written, name: str) -> HttpResponse:
    response = HttpResponse(written.data, content_type=written.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{written.extension}") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _held(request: HttpRequest) -> Held | None:
    kept = request.session.get(HELD)
    return Held(**kept) if kept else None


def _forget(request: HttpRequest) -> None:
    """Remove the file that waits, if there is one."""
    held = _held(request)
    if held is not None:
        actions.let_go(by=asking(request), held=held)
        del request.session[HELD]
