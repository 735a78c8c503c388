"""Reading a roster in: choose files, look at what would change, name columns, and say yes or no."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.reference.rules.records import BadInput
from wending.school.actions.deliver import (
    RefusedDelivery,
    StaleDelivery,
    UnclearDoubles,
    UnreadDelivery,
    apply_delivery,
    counted,
    doubled,
    drop_delivery,
    name_columns,
    planned,
    read_delivery,
)
from wending.school.forms.roster import ColumnsForm, RosterForm
from wending.school.queries.deliveries import delivery_for, done_deliveries, kept_mapping, wrong_in
from wending.school.queries.plan_words import changes_in_words
from wending.school.sources.layouts import refused
from wending.school.sources.table.keep import columns_of
from wending.school.sources.table.mapping import mapping_from_json

FORM = ["GET", "HEAD", "POST"]


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def roster(request: HttpRequest) -> HttpResponse:
    """Choose files; they are read, and nothing changes yet."""
    actor = who(request)
    form = RosterForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"form": form, "done": done_deliveries(actor)}
    if not form.is_valid():
        return render(request, "school/roster.html", page, status=422 if form.errors else 200)
    try:
        delivery = read_delivery(by=actor, **form.delivery(kept_mapping(actor)))
    except BadInput as bad:
        return render(request, "school/roster.html", {**page, "wrong": refused(bad)}, status=422)
    return redirect("school:roster_plan", delivery.pk)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def roster_plan(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Show what a delivery would change, and bring it in force when that is asked."""
    actor = who(request)
    confirmed = request.POST.get("ending") == "yes"
    try:
        if request.method == "POST":
            same = request.POST.getlist("same")
            counts = apply_delivery(by=actor, delivery=delivery, confirm_ending=confirmed, same=same)
            if counts is None:
                raise Http404
            messages.success(request, _("De lijst is ingelezen. Hij geldt vanaf nu."))
            return redirect("school:school")
        return _plan(request, delivery)
    except RefusedDelivery:
        return _plan(request, delivery, status=422)
    except UnclearDoubles:
        messages.error(request, _("Je keuze klopt niet meer, of je koos iemand twee keer. Kies opnieuw."))
        return _plan(request, delivery, status=422)
    except StaleDelivery:
        return render(request, "school/roster_stale.html", status=409)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_http_methods(FORM)
def roster_columns(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Name what each column of an export holds, and read it again."""
    actor = who(request)
    found = delivery_for(actor, delivery)
    if found is None or not (found.content or {}).get("tables"):
        raise Http404
    tables = [{"name": name, "columns": columns_of(text)} for name, text in found.content["tables"]]
    columns = [column for table in tables for column in table["columns"]]
    form = ColumnsForm(request.POST or None, columns, mapping_from_json(found.mapping))
    page: dict[str, Any] = {"form": form, "delivery": found, "wrong": wrong_in(found)}
    if form.is_valid():
        try:
            read = name_columns(by=actor, delivery=delivery, columns=form.columns())
        except BadInput as bad:
            return render(request, "school/roster_columns.html", {**page, "wrong": refused(bad)}, status=422)
        if read is None:
            raise Http404
        return redirect("school:roster_plan", read.pk)
    return render(request, "school/roster_columns.html", page, status=422 if form.errors else 200)


@roles(Role.MANAGER, at=Kind.SCHOOL)
@require_POST
def roster_drop(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Drop a delivery: nothing changed, and what it held is wiped."""
    if not drop_delivery(by=who(request), delivery=delivery):
        raise Http404
    messages.info(request, _("Er is niets veranderd. Het bestand is gewist."))
    return redirect("school:roster")


def _plan(request: HttpRequest, delivery: UUID, status: int = 200) -> HttpResponse:
    found = delivery_for(who(request), delivery)
    if found is None or found.state != "waiting":
        raise Http404
    try:
        known, steps = planned(by=who(request), delivery=found)
    except UnreadDelivery:
        return redirect("school:roster_columns", delivery)
    grave = [finding for finding in steps.findings if finding.grave]
    page = {
        "delivery": found,
        "plan": steps,
        "counts": counted(steps),
        "doubles": doubled(by=who(request), delivery=found, known=known, steps=steps),
        "same": request.POST.getlist("same"),
        "changes": changes_in_words(known, steps),
        "grave": grave,
        "remarks": [finding for finding in steps.findings if not finding.grave],
        "has_columns": bool(found.content.get("tables")),
    }
    return render(request, "school/roster_plan.html", page, status=status)
