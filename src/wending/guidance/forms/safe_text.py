"""Text fields that refuse what may be a citizen number, and dates in the browser's own form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wending.guidance.rules.profession import has_citizen_number

LONGEST = 4000


def refuse_citizen_number(text: str) -> None:
    """Raise where a text may hold a citizen number (BSN)."""
    if has_citizen_number(text):
        raise ValidationError(_("Hier staat misschien een burgerservicenummer (BSN). Haal het weg."), code="bsn")


class SafeText(forms.CharField):
    """A longer text without citizen numbers."""

    def __init__(self, rows: int = 4, max_length: int = LONGEST, **kwargs: object) -> None:
        """Show an area of some rows."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs["validators"] = [refuse_citizen_number]
        super().__init__(max_length=max_length, **kwargs)  # type: ignore[arg-type]


class Day(forms.DateField):
    """A day, chosen in the browser."""

    def __init__(self, **kwargs: object) -> None:
        """Show the browser's calendar."""
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)  # type: ignore[arg-type]
