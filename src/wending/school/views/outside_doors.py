"""What pages about the outside world share: who asks, links that are over, a form that found something wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from wending.accounts.rules.roles import Kind, Role
from wending.accounts.views.actor import who
from wending.accounts.views.guards import roles
from wending.kit.versions import Stale
from wending.school.actions.visits import Full
from wending.school.queries.outside_scope import as_number
from wending.school.queries.outside_words import CHANGED, FULL
from wending.school.views.class_doors import METHODS, managing, teaching

FORM, staff, leader = METHODS, teaching, managing
team = roles(Role.TEACHER, Role.MENTOR, Role.PROFESSIONAL, Role.MANAGER, at=Kind.SCHOOL)


def over(request: HttpRequest, key: str = "") -> HttpResponse:
    """Say that a private link is over; send who uses a number to sign in first."""
    if as_number(key) is not None:
        if who(request).is_person:
            raise Http404
        return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': request.path})}")
    return render(request, "school/outside/link_over.html", status=410)


def there(thing: Any) -> Any:
    """Return a thing; 404 where there is none."""
    if thing is None:
        raise Http404
    return thing


def submit(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], Any], done: Any = "") -> bool:
    """Do an act with what a form told; return whether it went well. What went wrong stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    return attempt(request, lambda: act(form.cleaned_data), done, form)


def attempt(request: HttpRequest, act: Callable[[], Any], done: Any = "", form: forms.Form | None = None) -> bool:
    """Do an act; return whether it went well, and say what is wrong if not."""
    try:
        act()
    except (Stale, Full) as error:
        words = FULL if isinstance(error, Full) else CHANGED
        if form is not None:
            form.add_error(None, words)
        else:
            messages.warning(request, words)
        return False
    except ValidationError as error:
        if form is None:
            messages.warning(request, " ".join(error.messages))
            return False
        _blame(form, error)
        return False
    except LookupError:
        raise Http404 from None
    if done:
        messages.success(request, done)
    return True


def version_of(request: HttpRequest) -> int:
    """Return the version that was shown when a button was pressed."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _blame(form: forms.Form, error: ValidationError) -> None:
    if hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields):
        form.add_error(None, error)
    else:
        form.add_error(None, error.messages)


def today() -> date:
    """Return the day of today, here."""
    return timezone.localdate()
