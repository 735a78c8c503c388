"""What pages of this domain share: who asks, in which language, and messages about what could not be done."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from wending.ledger.rules.actor import Actor

Done = TypeVar("Done")


def asking(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def language() -> str:
    """Return the language of the page, nl or en."""
    return get_language() or "nl"


def errors_of(form: Form) -> str:
    """Return all that is wrong with a form in one text, for a message on another page than its own."""
    return " ".join(str(text) for errors in form.errors.values() for text in errors)


def do(request: HttpRequest, act: Callable[[], Done], done: str = "") -> Done | None:
    """Do something and say so; where it could not be done, say why, and return nothing."""
    try:
        result = act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    if not result:
        raise Http404
    if done:
        messages.success(request, done)
    return result
