"""The page for employers that everybody may read, and beginning a firm oneself."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.actor import ROLE_KEY
from wending.accounts.views.guards import everyone, own
from wending.work.actions.firm import start_firm
from wending.work.forms.firm import StartForm
from wending.work.views.asking import asking


@everyone
@require_safe
def for_employers(request: HttpRequest) -> HttpResponse:
    """Explain what a firm can do here."""
    return render(request, "work/for_employers.html")


@own
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Let somebody begin a small firm, and act as its manager from then on."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = start_firm(by=asking(request), name=form.cleaned_data["name"], team=_("Ons team"))
        except ValidationError as error:
            form.add_error("name", error)
        else:
            request.session[ROLE_KEY] = membership.pk
            request.session.cycle_key()
            return redirect("work:firm")
    return render(request, "work/start.html", {"form": form}, status=422 if form.is_bound else 200)
