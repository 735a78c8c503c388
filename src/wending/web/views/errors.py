"""Pages for what goes wrong: always a way on. The page for a broken server needs no database, session or template."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html>
<html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Storing - Wending</title>
<h1>Er ging iets mis bij ons</h1><p>Het ligt niet aan jou. Probeer het straks opnieuw.</p>
<p lang="en">Something went wrong on our side. Please try again later.</p>
<p><a href="/">Naar het begin</a></p></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the address or form cannot be understood."""
    return render(request, "web/errors/bad_request.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is not for this visitor."""
    return render(request, "web/errors/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not there and offer search."""
    return render(request, "web/errors/not_found.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form waited too long and what to do."""
    return render(request, "web/errors/csrf_failure.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; without the request, because anything that hangs on it may be what broke."""
    try:
        page: str = render_to_string("web/errors/server_error.html")
    except Exception:
        log.exception("The error page itself could not be made.")
        page = LAST_RESORT
    return HttpResponse(page, status=500)
