"""What to search a rotation for, and what somebody says to a turn."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wending.work.forms.fields import Line

MONDAYS = 9


class RotationForm(forms.Form):
    """Asks from when, for how long, and how short a turn may be."""

    monday = forms.ChoiceField(label=_("Vanaf welke week?"))
    weeks = forms.TypedChoiceField(
        label=_("Voor hoeveel weken?"), coerce=int, choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4")], initial=2
    )
    least_blocks = forms.TypedChoiceField(
        label=_("Hoe lang doet iemand een taak minstens in een week?"),
        coerce=int,
        choices=[(1, _("Een halve dag")), (2, _("Een dag"))],
        initial=1,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the coming Mondays, next week first chosen."""
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        first = today - timedelta(days=today.weekday())
        days = [first + timedelta(days=7 * number) for number in range(MONDAYS)]
        field: Any = self.fields["monday"]
        field.choices = [(day.isoformat(), _("maandag %(day)s") % {"day": date_format(day, "j F")}) for day in days]
        self.initial.setdefault("monday", days[1].isoformat())

    def clean_monday(self) -> date:
        """Return the day."""
        return date.fromisoformat(self.cleaned_data["monday"])


class AnswerForm(forms.Form):
    """Takes a reason for a no, that may stay empty; the team reads it."""

    reason = Line(
        label=_("Waarom niet?"),
        help_text=_("Je team leest dit. Je mag het leeg laten."),
        required=False,
        max_length=300,
    )
