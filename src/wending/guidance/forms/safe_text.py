"""Text fields that refuse what may be a citizen service number, and days chosen in the browser."""

from typing import Any

from django import forms

from wending.guidance.forms.contact import refuse_citizen_number

LONGEST = 4000


class SafeLine(forms.CharField):
    """A line of text without citizen service numbers."""

    def clean(self, value: Any) -> str:
        """Return the text, checked."""
        return refuse_citizen_number(str(super().clean(value)))


class SafeText(SafeLine):
    """A longer text without citizen service numbers."""

    def __init__(self, rows: int = 4, max_length: int = LONGEST, **kwargs: Any) -> None:
        """Show an area of some rows."""
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Day(forms.DateField):
    """A day, chosen in the browser."""

    def __init__(self, **kwargs: Any) -> None:
        """Show the browser's calendar."""
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
