"""Who looked at what, when and why: the ledger for the person it is about."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wending.accounts.queries.looks import WHOSE, all_looks, looks_at
from wending.accounts.views.guards import own
from wending.kit.csv_file import csv_lines


def _whose(request: HttpRequest) -> str:
    whose = request.GET.get("whose", "")
    return whose if whose in WHOSE else WHOSE[0]


@own
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show a page of the ledger."""
    whose = _whose(request)
    words = {"others": _("Anderen"), "own": _("Ik zelf"), "all": _("Alles")}
    tabs = [{"label": words[each], "href": f"?whose={each}", "current": each == whose} for each in WHOSE]
    looks = looks_at(request.actor, whose, request.GET.get("page", "1"))  # type: ignore[attr-defined]
    return render(request, "accounts/ledger.html", {"looks": looks, "tabs": tabs, "whose": whose})


@own
@require_safe
def ledger_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give the ledger as a CSV file."""
    headings = [_("wanneer"), _("wie"), _("rol"), _("organisatie"), _("wat"), _("waarom")]
    looks = all_looks(request.actor, _whose(request))  # type: ignore[attr-defined]
    rows = ([_moment(look.at), look.who, look.role, look.organisation, look.what, look.why] for look in looks)
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wie-keek-er.csv"'
    return response


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
