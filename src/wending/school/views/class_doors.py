"""What pages of assignments, talks and handover share: guards, refusals that become words, things that do not exist.

`do` is the name of the button that was pressed on a page with several.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.guards import roles
from wending.kit.pdf import render_pdf
from wending.kit.versions import Stale

METHODS = ["GET", "HEAD", "POST"]
TYPST = Path(__file__).resolve().parents[1] / "templates" / "school" / "typst"
teaching = roles(Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, at=Kind.SCHOOL)
guiding = roles(Role.MENTOR, Role.PROFESSIONAL, at=Kind.SCHOOL)
counselling = roles(Role.PROFESSIONAL, at=Kind.SCHOOL)
managing = roles(Role.MANAGER, at=Kind.SCHOOL)
CHANGED = _("Dit is intussen veranderd. Je tekst staat er nog, maar is nog niet bewaard. Kijk en bewaar dan opnieuw.")

View = Callable[..., HttpResponse]
Act = tuple[Callable[[], object], Any]


def hides(view: View) -> View:
    """Answer "not found" for what is not there for who asks, whatever the reason."""

    @wraps(view)
    def hiding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as absent:
            raise Http404 from absent

    return hiding


def pressed(request: HttpRequest, *names: str) -> bool:
    """Say whether one of these buttons of the page was pressed."""
    return request.method == "POST" and request.POST.get("do") in names


def press(request: HttpRequest, acts: Mapping[str, Act]) -> bool:
    """Do what the button that was pressed stands for, and say what was done or why not. Return whether it was done."""
    act, said = acts.get(request.POST.get("do", ""), (None, ""))
    if request.method != "POST" or act is None:
        return False
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    except Stale:
        messages.error(request, str(CHANGED))
        return False
    if said:
        messages.success(request, said)
    return True


def submit(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], said: str = "") -> bool:
    """Do what a form asks for when it is right; a refusal stands in the form. Return whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    except Stale as newer:
        form.add_error(None, str(CHANGED))
        # Sending it once more is then a choice, not an accident.
        again = request.POST.copy()
        again["version"] = str(newer.version)
        form.data = again
        return False
    if said:
        messages.success(request, said)
    return True


def page(request: HttpRequest, template: str, **content: Any) -> HttpResponse:
    """Return a page; 422 when a form on it has errors."""
    wrong = any(isinstance(one, Form) and one.is_bound and one.errors for one in content.values())
    return render(request, f"school/classes/{template}.html", content, status=422 if wrong else 200)


def paper(template: str, content: dict[str, Any], name: str) -> HttpResponse:
    """Return the PDF of a template with this content, to be saved under a name that says nothing of anybody."""
    return download(render_pdf(TYPST / template, content), "application/pdf", name)


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to be saved, never shown as a page of this site."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def number(text: str) -> UUID | None:
    """Return the number that a form or address holds, None when it holds none."""
    try:
        return UUID(text)
    except ValueError:
        return None
