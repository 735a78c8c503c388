"""The timeline, and adding, reading, changing and removing what is on it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wending.accounts.views.guards import own
from wending.dossier.actions import items as actions
from wending.dossier.forms.items import ItemForm, initial_of
from wending.dossier.queries.item_words import KINDS
from wending.dossier.queries.items import item_of, item_shown, timeline
from wending.dossier.queries.reflections import reflections_about
from wending.dossier.rules.record import Kind
from wending.dossier.views.asking import asking
from wending.dossier.views.evidence import keep_uploads
from wending.dossier.views.language import language
from wending.kit.versions import Stale


@own
@require_safe
def show_timeline(request: HttpRequest) -> HttpResponse:
    """Show all that somebody did and learned, as a picture by year and as a list."""
    items = timeline(asking(request), language())
    spans = [
        {
            "label": item.title,
            "begin": item.begin,
            "end": item.end,
            "is_open": item.is_ongoing,
            "kind": item.stream,
            "text": f"{item.kind_words}, {item.when}",
            "href": reverse("dossier:item", args=[item.id]),
        }
        for item in items
    ]
    return render(request, "dossier/timeline.html", {"entries": items, "spans": spans})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask first what kind it is, then a few questions on one short page; what it shows you can do comes after."""
    if request.method != "POST":
        kind = request.GET.get("soort", "")
        if kind not in set(Kind):
            return render(request, "dossier/item_kind.html", {"kinds": _kinds()})
        form = ItemForm(initial={"kind": kind})
        return render(request, "dossier/item_form.html", _page(form, kind))
    form = ItemForm(request.POST)
    if not form.is_valid():
        return render(request, "dossier/item_form.html", _page(form, request.POST.get("kind", "")), status=422)
    item = actions.add_item(by=asking(request), fields=form.item_fields())
    keep_uploads(request, item.pk)
    return redirect("dossier:item_skills", item.pk)


@own
@require_safe
def show(request: HttpRequest, item: UUID) -> HttpResponse:
    """Show one item with what it showed, the files and what was written about it."""
    found = item_shown(asking(request), item, language())
    if found is None:
        raise Http404
    texts = reflections_about(asking(request), item)
    return render(request, "dossier/item.html", {"item": found, "texts": texts})


@own
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, item: UUID) -> HttpResponse:
    """Change an item. What was saved meanwhile is shown beside what was typed, and nothing is lost."""
    found = item_of(asking(request), item)
    if found is None:
        raise Http404
    if request.method != "POST":
        form = ItemForm(initial=initial_of(found))
        return render(request, "dossier/item_form.html", _page(form, found.kind) | {"item": found})
    form = ItemForm(request.POST)
    page = _page(form, request.POST.get("kind", "")) | {"item": found}
    if not form.is_valid():
        return render(request, "dossier/item_form.html", page, status=422)
    try:
        changed = actions.change_item(
            by=asking(request),
            item=item,
            fields=form.item_fields(found),
            version=form.read_version(),
        )
    except Stale as stale:
        form.renew(stale.version)
        page["differences"] = form.differences(initial_of(found))
        return render(request, "dossier/item_form.html", page, status=409)
    if changed is None:
        raise Http404
    messages.success(request, _("Je wijziging is bewaard."))
    return redirect("dossier:item", item)


@own
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, item: UUID) -> HttpResponse:
    """Ask whether it is sure, and remove an item."""
    found = item_of(asking(request), item)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "dossier/item_remove.html", {"item": found})
    actions.remove_item(by=asking(request), item=item)
    messages.success(request, _("Het is weg."))
    return redirect("dossier:timeline")


def _kinds() -> list[dict[str, object]]:
    return [{"value": kind.value, "words": words, "icon": icon} for kind, (words, icon) in KINDS.items()]


def _page(form: ItemForm, kind: str) -> dict[str, object]:
    words, icon = KINDS[Kind(kind)] if kind in set(Kind) else ("", "list")
    return {"form": form, "kind_words": words, "icon": icon}
