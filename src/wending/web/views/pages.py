"""Home and the pages about the site itself. They read no session, so a visitor gets no cookie from them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone
from wending.guidance.queries.centres import has_centres
from wending.reference.queries.releases import releases_in_force


@everyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the one question and the ways in."""
    return render(request, "web/home.html")


@everyone
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show what Wending is and is not."""
    return render(request, "web/about.html")


@everyone
@require_safe
def explanation(request: HttpRequest) -> HttpResponse:
    """Show how the matching works."""
    return render(request, "web/explanation.html")


@everyone
@require_safe
def talk(request: HttpRequest) -> HttpResponse:
    """Show how to find a person to talk to."""
    return render(request, "web/talk.html", {"has_centres": has_centres()})


@everyone
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show which releases of which sources are in force."""
    return render(request, "web/sources.html", {"releases": releases_in_force()})


@everyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept, how long, and how to delete it."""
    days = {
        "session_days": settings.SESSION_COOKIE_AGE // 86400,
        "share_days": settings.SHARE_DAYS,
        "guidance_days": settings.GUIDANCE_DAYS,
    }
    return render(request, "web/privacy.html", days)


@everyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "web/accessibility.html")
