"""Small files that machines ask for at the root."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from wending.accounts.views.guards import everyone


@everyone
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines in, except to the interface for programs; personal pages say noindex themselves."""
    return HttpResponse("User-agent: *\nDisallow: /api/\n", content_type="text/plain; charset=utf-8")


@everyone
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Point browsers that ask blindly to the icon."""
    return HttpResponseRedirect(static("web/favicon.svg"))


@everyone
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116); absent until the operator has set an address."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    address = contact if ":" in contact else f"mailto:{contact}"
    expires = (timezone.now() + timedelta(days=90)).strftime("%Y-%m-%dT00:00:00Z")
    text = f"Contact: {address}\nExpires: {expires}\nPreferred-Languages: nl, en\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
