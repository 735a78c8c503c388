"""The map of people around somebody, and who can help with what."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import contacts as actions
from wending.dossier.forms.contacts import ContactForm, initial_of
from wending.dossier.queries.contacts import contact_of, contacts
from wending.dossier.views.asking import asking
from wending.kit.versions import Stale


@own
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the map and the same as a list."""
    return render(request, "dossier/network.html", {"contacts": contacts(asking(request))})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody on the map."""
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_contact(by=asking(request), fields=form.contact_fields())
        return redirect("dossier:network")
    return render(request, "dossier/contact_form.html", {"form": form}, status=422 if form.errors else 200)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Change somebody on the map. What was saved meanwhile is shown beside what was typed, and nothing is lost."""
    found = contact_of(asking(request), contact)
    if found is None:
        raise Http404
    if request.method != "POST":
        form = ContactForm(initial=initial_of(found))
        return render(request, "dossier/contact_form.html", {"form": form, "contact": found})
    form = ContactForm(request.POST)
    page: dict[str, object] = {"form": form, "contact": found}
    if not form.is_valid():
        return render(request, "dossier/contact_form.html", page, status=422)
    try:
        actions.change_contact(
            by=asking(request),
            contact=contact,
            fields=form.contact_fields(),
            version=form.read_version(),
        )
    except Stale as stale:
        form.renew(stale.version)
        page["differences"] = form.differences(initial_of(found))
        return render(request, "dossier/contact_form.html", page, status=409)
    return redirect("dossier:network")


@own
@require_POST
def remove(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Take somebody off the map; their page of changing asks first."""
    if not actions.remove_contact(by=asking(request), contact=contact):
        raise Http404
    messages.success(request, _("Deze persoon is van je kaart."))
    return redirect("dossier:network")
