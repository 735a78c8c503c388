"""Taking everything along, and being erased."""

from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wending.accounts.actions.erase import erase_me
from wending.accounts.actions.export import export
from wending.accounts.forms.leaving import EraseForm, ProofForm
from wending.accounts.queries.erasures import erasure_of
from wending.accounts.queries.export_words import kind_words
from wending.accounts.views.fresh import fresh
from wending.accounts.views.guards import everyone, own

# What of the session goes along: what somebody told without an account.
SESSION_PARTS = ("profile",)


@own
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def export_page(request: HttpRequest) -> HttpResponseBase:
    """Explain the export; on a press of the button make it and give it."""
    if request.method != "POST":
        return render(request, "accounts/export.html")
    session = {part: request.session[part] for part in SESSION_PARTS if part in request.session}
    file = export(by=request.actor, language=get_language() or "nl", session=session)  # type: ignore[attr-defined]
    name = f"wending-{timezone.localdate().isoformat()}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@own
@fresh
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def erase_page(request: HttpRequest) -> HttpResponse:
    """Explain erasure; after the word is typed, erase and show the proof."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = erase_me(by=request.actor)  # type: ignore[attr-defined]
        logout(request)
        return _proof(request, code)
    return render(request, "accounts/erase.html", {"form": form})


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """Show the proof of an erasure to who has its code."""
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _proof(request, form.cleaned_data["code"])
    return render(request, "accounts/proof.html", {"form": form})


def _proof(request: HttpRequest, code: str) -> HttpResponse:
    found = erasure_of(code)
    counts = [(kind_words(kind), count) for kind, count in found.counts.items() if count] if found else []
    return render(request, "accounts/proof_shown.html", {"found": found, "code": code, "counts": counts})
