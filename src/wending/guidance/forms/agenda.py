"""Forms of a professional: hours of the week, time off, a group, handing over, beginnings."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.guidance.queries import words
from wending.guidance.rules.hours import ZONE, read_pairs

DAYS = range(7)


class HoursForm(forms.Form):
    """For each weekday the hours in which one can be booked, as "9:00-12:30, 13:00-17:00"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in DAYS:
            self.fields[f"day{day}"] = forms.CharField(label=words.WEEKDAYS[day], required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        """Read the hours; say at a day what is wrong with it."""
        told = super().clean() or {}
        for day in DAYS:
            try:
                told[f"day{day}"] = read_pairs(told.get(f"day{day}", ""))
            except ValueError:
                self.add_error(f"day{day}", _("Dit zijn geen tijden. Schrijf bijvoorbeeld 9:00-12:30, 13:00-17:00."))
        return told

    def week(self) -> dict[int, list[list[str]]]:
        """Return the pairs of each weekday."""
        return {day: self.cleaned_data[f"day{day}"] for day in DAYS}


class _Date(forms.DateInput):
    input_type = "date"


class _Time(forms.TimeInput):
    input_type = "time"


class LeaveForm(forms.Form):
    """Whole days off, from one to another."""

    first = forms.DateField(label=_("Eerste dag"), widget=_Date(format="%Y-%m-%d"))
    last = forms.DateField(label=_("Laatste dag"), widget=_Date(format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """Take days in their order."""
        told = super().clean() or {}
        if not self.errors and told["last"] < told["first"]:
            self.add_error("last", _("De laatste dag ligt voor de eerste."))
        return told

    def edges(self) -> tuple[datetime, datetime]:
        """Return the first moment and the moment after the last."""
        first: date = self.cleaned_data["first"]
        last: date = self.cleaned_data["last"]
        following = date.fromordinal(last.toordinal() + 1)
        return datetime.combine(first, time(), ZONE), datetime.combine(following, time(), ZONE)


class SessionForm(forms.Form):
    """When a group meets."""

    kind = forms.ChoiceField(label=_("Welke groep?"), choices=[])
    day = forms.DateField(label=_("Dag"), widget=_Date(format="%Y-%m-%d"))
    clock = forms.TimeField(label=_("Begint om"), widget=_Time(format="%H:%M"))

    def __init__(self, *args: Any, kinds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(str(number), name) for number, name in kinds]  # type: ignore[attr-defined]

    def begins(self) -> datetime:
        """Return the moment."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"], ZONE)


class HandOverForm(forms.Form):
    """To whom, what the client reads, and what only colleagues read."""

    to = forms.ChoiceField(label=_("Aan wie?"), choices=[])
    line = forms.CharField(label=_("Dit leest de cliënt"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(
        label=_("Dit leest alleen je collega"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = colleagues  # type: ignore[attr-defined]


class BeginningForm(forms.Form):
    """A first sentence or two."""

    name = forms.CharField(label=_("Naam van het begin"), max_length=60)
    language = forms.ChoiceField(label=_("Taal"), choices=[(code, words.LANGUAGES[code]) for code in ("nl", "en")])
    text = forms.CharField(
        label=_("De eerste zin of twee zinnen"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
