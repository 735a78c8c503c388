"""Read skills from a pasted text or a document. Nothing of it is kept: only what someone confirms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wending.orientation.actions.profile import add_from_text
from wending.orientation.forms import TextForm, TextItems
from wending.orientation.queries.profile import session_profile
from wending.orientation.queries.text import proposals
from wending.orientation.views.guards import language, needs_occupations, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@needs_occupations
def read(request: HttpRequest) -> HttpResponse:
    """Ask for a text; show what it may say about work and skills."""
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    page = {"profile": session_profile(request.session), "form": form}
    if form.is_valid():
        found = proposals(form.whole_text(), language())
        return render(request, "orientation/text_found.html", page | {"found": found})
    return render(request, "orientation/text.html", page, status=422 if form.is_bound else 200)


@private
@require_POST
@needs_occupations
def confirm(request: HttpRequest) -> HttpResponse:
    """Add what was confirmed."""
    items = TextItems.read(request.POST)
    add_from_text(by=request.session, occupations=items.occupations, skills=items.skills)
    return redirect("orientation:profile")
