"""Text fields that refuse what may be a citizen number, and dates in the browser's own form."""

from django import forms

from wending.guidance.forms.contact import refuse_citizen_number

LONGEST = 4000


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
