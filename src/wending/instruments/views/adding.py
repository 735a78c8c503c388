"""Professionals and managers add a questionnaire; they see which were added and what is wrong with a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wending.accounts.rules.roles import Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.instruments.actions.editions import add_instrument
from wending.instruments.forms import InstrumentFile
from wending.instruments.queries.file_words import in_words
from wending.instruments.queries.library import added_editions
from wending.instruments.sources.questionnaire.archive import read_zip
from wending.instruments.sources.questionnaire.parse import Refused
from wending.reference.rules.records import BadInput
from wending.reference.sources.catalogue.rows import refused as as_finding


@roles(Role.PROFESSIONAL, Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Look at a file, and bring it in use when that is asked and nothing is wrong."""
    form = InstrumentFile(request.POST, request.FILES) if request.method == "POST" else InstrumentFile()
    page: dict[str, object] = {"form": form, "added": added_editions()}
    if not form.is_bound or not form.is_valid():
        return render(request, "instruments/add.html", page, status=422 if form.errors else 200)
    file, is_plan = form.cleaned_data["file"], request.POST.get("do") == "plan"
    try:
        found = add_instrument(by=who(request), files=read_zip(file.name, file.read()), plan_only=is_plan)
    except Refused as refused:
        return render(request, "instruments/add.html", {**page, "findings": in_words(refused.findings)}, status=422)
    except BadInput as bad:
        return render(request, "instruments/add.html", {**page, "findings": in_words([as_finding(bad)])}, status=422)
    if is_plan:
        page |= {"plan": found, "remarks": in_words(found.remarks)}
        return render(request, "instruments/add.html", page)
    messages.success(request, _("De vragenlijst is klaar voor gebruik."))
    return redirect("instruments:statement", found.instrument.id)
