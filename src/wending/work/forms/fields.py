"""Fields of this domain's forms: text in which no citizen service number is kept, and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from wending.kit.bsn import find_bsn


class Line(forms.CharField):
    """Text of one or more lines, without anything that looks like a citizen service number."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        """Show an area where rows are asked."""
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return the text, checked."""
        text = str(super().clean(value))
        if find_bsn(text):
            raise forms.ValidationError(_("Dit lijkt op een burgerservicenummer. Laat het weg."))
        return text


class Day(forms.DateField):
    """A day, chosen in the browser or written."""

    def __init__(self, **kwargs: Any) -> None:
        """Show the browser's calendar."""
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)
