"""Fields of forms about offers, visits and reviews: text without citizen service numbers, days, lists of keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.kit.bsn import find_bsn

LONGEST = 2000


class PlainText(forms.CharField):
    """A line, or an area of some rows, in which no citizen service number may stand."""

    def __init__(self, *, rows: int = 1, **rest: Any) -> None:
        """Show a line for one row, else an area."""
        rest.setdefault("max_length", 120 if rows == 1 else LONGEST)
        rest.setdefault("required", False)
        if rows > 1:
            rest.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**rest)

    def validate(self, value: str) -> None:
        """Refuse what looks like a citizen service number."""
        super().validate(value)
        if find_bsn(value or ""):
            raise forms.ValidationError(_("Hier lijkt een BSN te staan. Haal dat weg."))


class Day(forms.DateField):
    """A day, by the date field of the browser."""

    def __init__(self, **rest: Any) -> None:
        """Take what browsers send."""
        rest.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**rest)


class Hour(forms.TimeField):
    """A time of the day, by the time field of the browser."""

    def __init__(self, **rest: Any) -> None:
        """Take what browsers send; may stay open."""
        rest.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(required=False, **rest)


class Boxes(forms.MultipleChoiceField):
    """A list of boxes; none is fine."""

    def __init__(self, **rest: Any) -> None:
        """Show boxes."""
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **rest)
