"""How someone gets to an occupation, on a page and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from wending.orientation.queries.routes.page import RoutesView, routes_view
from wending.orientation.queries.routes.paper import routes_paper
from wending.orientation.rules.route_wishes import read_wishes
from wending.orientation.views.guards import language, needs_occupations, private
from wending.orientation.views.papers import paper


@private
@require_GET
@needs_occupations
def routes(request: HttpRequest, key: str) -> HttpResponse:
    """Show the best routes to an occupation."""
    return render(request, "orientation/routes.html", {"page": _page(request, key)})


@private
@require_GET
@needs_occupations
def routes_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the same on paper."""
    page = _page(request, key)
    if not page.routes:
        return redirect("orientation:routes", key=key)
    return paper(request.session, "orientation/typst/routes.typ", routes_paper(page, language()), "wending-routes.pdf")


def _page(request: HttpRequest, key: str) -> RoutesView:
    page = routes_view(request.session, key, read_wishes(dict(request.GET.lists())), language())
    if page is None:
        raise Http404
    return page
