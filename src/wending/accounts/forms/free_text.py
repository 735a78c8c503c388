"""Fields for what people write: a citizen service number is refused, and health is asked to be left out; and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.kit.bsn import find_bsn

MOST_CHARACTERS = 8000
CARE = _("Schrijf geen BSN op, en liever niets over ziekte of gezondheid.")


def refuse_bsn(text: str) -> str:
    """Return the text; raise ValidationError where it holds what looks like a citizen service number."""
    found = find_bsn(text)
    if found:
        raise forms.ValidationError(
            _(
                "“%(number)s” lijkt op een burgerservicenummer (BSN). Haal het weg. "
                "Is het iets anders? Schrijf het dan anders op."
            ),
            params={"number": found},
        )
    return text


class FreeText(forms.CharField):
    """A text of several lines, or of one."""

    def __init__(self, *, rows: int = 4, **rest: Any) -> None:
        rest.setdefault("max_length", MOST_CHARACTERS)
        rest.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput())
        super().__init__(**rest)

    def validate(self, value: str) -> None:
        """Refuse what looks like a citizen service number."""
        super().validate(value)
        refuse_bsn(value or "")


class Day(forms.DateField):
    """A day, by the date field of the browser."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d", "%d-%m-%Y"]

    def __init__(self, **rest: Any) -> None:
        rest.setdefault("input_formats", self.input_formats)
        super().__init__(**rest)
