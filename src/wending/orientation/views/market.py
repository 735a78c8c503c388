"""How the labour market works, and steps to other sectors. These pages read no profile and set no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.orientation.queries.landings import moves_view
from wending.orientation.queries.market import market_view
from wending.orientation.views.guards import language, needs_occupations

LONGEST = 200


@everyone
@require_GET
@needs_occupations
def market(request: HttpRequest) -> HttpResponse:
    """Explain the labour market, with the figures of a region and a sector."""
    return render(request, "orientation/market.html", {"page": market_view(_asked(request), language())})


@everyone
@require_GET
@needs_occupations
def moves(request: HttpRequest) -> HttpResponse:
    """Show where a sector or an occupation leads outside its own sector."""
    asked = _asked(request)
    page = moves_view(language(), asked.get("van", ""), asked.get("q", ""))
    return render(request, "orientation/moves.html", {"page": page})


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks, without what no name or code can hold."""
    return {key: request.GET.get(key, "").replace("\x00", "")[:LONGEST] for key in request.GET}
