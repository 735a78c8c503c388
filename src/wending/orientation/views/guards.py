"""What views of orientation have in common: private pages are never stored, and pages need occupations to speak of."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from wending.accounts.views.guards import View, everyone


def private(view: View) -> View:
    """Keep a page that shows a profile out of caches and search engines; open to all, for each session has its own."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return everyone(guarded)


def needs_occupations(view: View) -> View:
    """Say in plain words that no occupations are loaded yet, where a page cannot do without."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except LookupError as nothing:
            if isinstance(nothing, KeyError | IndexError):
                raise
            return render(request, "orientation/nothing_loaded.html", status=503)

    return guarded


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"
