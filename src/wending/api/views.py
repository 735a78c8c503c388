"""The description of the API as JSON and as a page, and the answer to addresses that do not exist."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from wending.accounts.views.guards import everyone
from wending.api.openapi import describe
from wending.api.problems import KINDS, answer
from wending.api.root import api


@everyone
@csrf_exempt
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Lead whoever opens the root to the page about it."""
    return HttpResponseRedirect(reverse("api-docs"))


@everyone
@csrf_exempt
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI description, readable from any site."""
    response = HttpResponse(json.dumps(describe(api), ensure_ascii=False), content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@everyone
@csrf_exempt
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Return a page that lists the operations and the kinds of problem."""
    described = describe(api)
    operations = [
        {"method": method.upper(), "path": path, "operation": operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    kinds = [{"code": code, "kind": kind} for code, kind in KINDS.items()]
    base = described["servers"][0]["url"]
    context = {"info": described["info"], "operations": operations, "kinds": kinds, "base": base}
    return render(request, "api/docs.html", context)


@everyone
@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer that this address does not exist."""
    return answer(request, "not-found")
