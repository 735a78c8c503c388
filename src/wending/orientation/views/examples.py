"""Made-up people to look along with. The list sets no cookie; taking one's place starts a session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wending.accounts.views.guards import everyone
from wending.orientation.actions.example import OwnProfileInTheWay, take_example
from wending.orientation.queries.examples import examples
from wending.orientation.queries.profile import session_profile
from wending.orientation.views.guards import language, private


@everyone
@require_GET
def browse(request: HttpRequest) -> HttpResponse:
    """Show the example people."""
    return render(request, "orientation/examples.html", {"examples": examples(language())})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, key: str) -> HttpResponse:
    """Show one example with where to look, and take their place on request."""
    person = next((one for one in examples(language()) if one.key == key), None)
    if person is None:
        raise Http404
    is_in_the_way = False
    if request.method == "POST":
        try:
            take_example(by=request.session, key=key, may_replace=request.POST.get("replace") == "yes")
            return redirect("orientation:example", key=key)
        except OwnProfileInTheWay:
            is_in_the_way = True
    page = {
        "person": person,
        "is_taken": session_profile(request.session).example == key,
        "is_in_the_way": is_in_the_way,
    }
    return render(request, "orientation/example.html", page, status=409 if is_in_the_way else 200)
