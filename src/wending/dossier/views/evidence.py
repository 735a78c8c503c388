"""Files that show something: adding, opening and removing them."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import evidence as actions
from wending.dossier.queries.file_words import REFUSED
from wending.dossier.queries.items import item_of
from wending.dossier.sources.files import FileRefused
from wending.dossier.views.asking import asking

# Names of the inputs: a photo made now, and a file that is there already.
INPUTS = ("photo", "file")


@own
@require_POST
def add(request: HttpRequest, item: UUID) -> HttpResponse:
    """Keep the files that were sent with an item."""
    if item_of(asking(request), item) is None:
        raise Http404
    keep_uploads(request, item)
    return redirect("dossier:item", item)


@own
@require_safe
def download(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Give a file to its owner, or to who may see it; never to be shown as a page of this site."""
    file = actions.open_evidence(by=asking(request), evidence=evidence)
    if file is None:
        raise Http404
    response = HttpResponse(file.data, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@own
@require_POST
def remove(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Remove a file."""
    item = actions.remove_evidence(by=asking(request), evidence=evidence)
    if item is None:
        raise Http404
    return redirect("dossier:item", item)


def keep_uploads(request: HttpRequest, item: UUID) -> None:
    """Keep what was sent along; what is refused is told as a message, and the rest is not lost by it."""
    for upload in (upload for name in INPUTS for upload in request.FILES.getlist(name)):
        try:
            if (upload.size or 0) > settings.EVIDENCE_MAX_BYTES:
                raise FileRefused("too_large")
            actions.add_evidence(by=asking(request), item=item, name=upload.name or "", data=upload.read())
        except FileRefused as refusal:
            messages.error(request, f"{upload.name}: {REFUSED[refusal.code]}")
