"""Networks of firms: the network's own page, and joining and leaving as a firm."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.work.actions import network as acts
from wending.work.forms.funding import FirmForm
from wending.work.queries import network as pages
from wending.work.queries.change_words import COUNTED
from wending.work.queries.scan import scan
from wending.work.views.asking import asking, do, language

network_manager = roles(Role.MANAGER, at=Kind.NETWORK)
firm_manager = roles(Role.MANAGER, at=Kind.EMPLOYER)
METHODS = ["GET", "HEAD", "POST"]


@network_manager
@require_http_methods(METHODS)
def network(request: HttpRequest) -> HttpResponse:
    """Show a network its firms and frozen quarters, and make a link for a firm."""
    actor = asking(request)
    form = FirmForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        address = acts.invite_firm(
            by=actor,
            label=form.cleaned_data["label"],
            link=lambda token: request.build_absolute_uri(reverse("work:network_join", args=[token])),
        )
    names = {scale.id: scale.name.in_language(language()) for scale in scan().scales}
    page = {
        "form": form,
        "address": address,
        "places": pages.places_of(actor),
        "quarters": [
            {
                "row": row,
                "figures": [(COUNTED.get(key, key), value) for key, value in row.figures.items()],
                "culture": [
                    {"label": names[key], "value": value, "text": f"{value:.0f}"}
                    for key, value in row.culture.items()
                    if key in names
                ],
            }
            for row in pages.quarters_of(actor)
        ],
    }
    return render(request, "work/network.html", page, status=422 if form.errors else 200)


@firm_manager
@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """Show a firm its networks."""
    return render(request, "work/networks.html", {"places": pages.own_places(asking(request))})


@firm_manager
@require_http_methods(METHODS)
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Let a firm accept an invitation, told beforehand what is shared."""
    place = pages.usable_place(token)
    if place is None:
        return render(request, "work/network_over.html", status=410)
    if request.method == "POST":
        try:
            joined = acts.join_network(by=asking(request), token=token)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            if joined:
                messages.success(request, _("Jullie doen mee."))
        return redirect("work:networks")
    return render(request, "work/network_join.html", {"place": place})


@firm_manager
@require_POST
def leave(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let a firm leave a network."""
    said = _("Jullie doen niet meer mee. Er wordt niets meer gedeeld.")
    do(request, lambda: acts.leave_network(by=asking(request), place=number), said)
    return redirect("work:networks")
