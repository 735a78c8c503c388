"""Share a result by a link that shows only what its maker chose, expires, and can be withdrawn by its maker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wending.orientation.actions.share import create_share, revoke_share
from wending.orientation.queries.frozen import SHOWN, frozen_result
from wending.orientation.queries.results import MOST_SHARED, chosen
from wending.orientation.queries.share import living_share, living_shares_of
from wending.orientation.views.guards import language, needs_occupations, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@needs_occupations
def create(request: HttpRequest) -> HttpResponse:
    """Choose what to share, and make the link."""
    keys = (request.POST if request.method == "POST" else request.GET).getlist("k")
    error = ""
    if request.method == "POST":
        shown = [name for name in SHOWN if name in request.POST.getlist("show")]
        content = frozen_result(request.session, keys, shown, language())
        if content["items"]:
            create_share(by=request.session, content=content, lang=language())
            return redirect("orientation:share_create")
        error = _("Kies eerst een beroep om te delen.")
    page = {
        "cards": chosen(request.session, keys, language(), MOST_SHARED),
        "shares": living_shares_of(request.session),
        "error": error,
    }
    return render(request, "orientation/share.html", page, status=422 if error else 200)


@private
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Withdraw a link that this session made."""
    if not revoke_share(by=request.session, token=request.POST.get("token", "")):
        raise Http404
    return redirect("orientation:share_create")


@private
@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was shared, to anyone with the link; a link that is over says so."""
    found = living_share(token)
    if found is None:
        return render(request, "orientation/shared_over.html", status=410)
    return render(request, "orientation/shared.html", {"shared": found})
