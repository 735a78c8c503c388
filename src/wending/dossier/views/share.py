"""Sharing chosen things by a link: the list, a new one, stopping, and the page that the link opens."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import link, own
from wending.dossier.actions.share import create_share, open_share, stop_share
from wending.dossier.forms.share import ShareForm
from wending.dossier.queries.share import share_options, shares_of
from wending.dossier.views.asking import asking
from wending.dossier.views.language import language

# Where the session carries a new link to the page that shows it once.
NEW = "share_token"


@own
@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """Show the links of who asks, and a new one this once."""
    token = request.session.pop(NEW, "")
    address = request.build_absolute_uri(reverse("dossier:shared", args=[token])) if token else ""
    return render(request, "dossier/shares.html", {"shares": shares_of(asking(request)), "address": address})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose what to share, for whom and until when."""
    options = share_options(asking(request), language())
    form = ShareForm(request.POST if request.method == "POST" else None, options)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("label", "until", "pin", "has_name")}
        try:
            token = create_share(by=asking(request), chosen=form.chosen(), lang=language(), **told)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            request.session[NEW] = token
            return redirect("dossier:shares")
    page = {"form": form, "options": options}
    return render(request, "dossier/share_new.html", page, status=422 if form.is_bound else 200)


@own
@require_POST
def stop(request: HttpRequest, share: UUID) -> HttpResponse:
    """Stop a link."""
    if not stop_share(by=asking(request), share=share):
        raise Http404
    return redirect("dossier:shares")


# Without a token against forgery, so that a visitor gets no cookie: a PIN changes nothing but the count of tries,
# and who can send it knows the link.
@csrf_exempt
@link
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link shows, after its PIN where it has one."""
    pin = request.POST.get("pin", "").strip()[:20] if request.method == "POST" else ""
    if request.method == "HEAD":
        # Programs that look whether an address is there see nothing, and are no view.
        return HttpResponse()
    opened = open_share(by=asking(request), token=token, pin=pin)
    if opened is None:
        return render(request, "dossier/link_over.html", status=410)
    if opened.content is None:
        status = 403 if opened.tries_left is not None else 200
        return render(request, "dossier/shared_pin.html", {"opened": opened}, status=status)
    return render(request, "dossier/shared.html", {"opened": opened, "shared": opened.content})
