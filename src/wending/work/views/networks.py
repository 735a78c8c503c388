"""Pages of networks of firms: for the network itself, and for a firm that takes part."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.kit.small_cells import SMALLEST
from wending.work.actions.networks import answer_network, ask_firm, leave_network, set_counts
from wending.work.forms.funding import CountsForm, FirmForm
from wending.work.queries.networks import firms_of, latest_sums, network_openings, networks_of

network_page = roles(Role.MANAGER, at=Kind.NETWORK)
firm_page = roles(Role.MANAGER, at=Kind.EMPLOYER)


@network_page
@require_http_methods(["GET", "HEAD", "POST"])
def network(request: HttpRequest) -> HttpResponse:
    """Show the firms of the network, what they opened, and sums over them; ask a firm to join."""
    actor = who(request)
    form = FirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if ask_firm(by=actor, name=form.cleaned_data["name"]):
            messages.success(request, _("Gevraagd. De leidinggevende van het bedrijf geeft antwoord."))
            return redirect("work:network")
        form.add_error("name", _("We vinden niet precies één bedrijf met deze naam. Klopt elke letter?"))
    quarter, sums = latest_sums(actor)
    content = {
        "form": form,
        "firms": firms_of(actor),
        "openings": network_openings(actor, timezone.localdate()),
        "quarter": quarter,
        "sums": sums,
        "smallest": SMALLEST,
    }
    return render(request, "work/network.html", content)


@network_page
@require_POST
def network_remove(request: HttpRequest, place: UUID) -> HttpResponse:
    """Take a firm out of the network."""
    if not leave_network(by=who(request), place=place):
        raise Http404
    messages.success(request, _("Het bedrijf zit niet meer in het netwerk."))
    return redirect("work:network")


@firm_page
@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """Show the networks of the firm, and what each sees."""
    places = [
        (row, CountsForm(initial={"counts": row.counts}, auto_id=f"n{row.pk}_%s")) for row in networks_of(who(request))
    ]
    return render(request, "work/networks.html", {"places": places})


@firm_page
@require_POST
def network_answer(request: HttpRequest, place: UUID) -> HttpResponse:
    """Join a network, say no, let the firm count or not, or leave."""
    actor, answer = who(request), request.POST.get("answer", "")
    form = CountsForm(request.POST)
    counts = form.is_valid() and form.cleaned_data["counts"]
    if answer in {"join", "no"}:
        done = answer_network(by=actor, place=place, joins=answer == "join", counts=counts)
    elif answer == "counts":
        done = set_counts(by=actor, place=place, counts=counts)
    else:
        done = answer == "leave" and leave_network(by=actor, place=place)
    if not done:
        raise Http404
    messages.success(request, _("Bewaard."))
    return redirect("work:networks")
