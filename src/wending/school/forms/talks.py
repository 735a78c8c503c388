"""Talks: planning a class at once, what a learner writes, responses, agreements, doubt, and days of the school year."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.school.queries.class_words import QUESTIONS, VOICES
from wending.school.rules.talks import BY_LINK, MINUTES_LEAST, MINUTES_MOST
from wending.school.rules.terms import PHASES

MOST_DAYS = 20
MOST_TERMS = 6


class Clock(forms.TimeField):
    """A time of the day, by the time field of the browser."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(forms.Form):
    """When a mentor has time for talks: weekdays between two days, between two hours."""

    first = Day(label=_("Eerste dag"))
    last = Day(label=_("Laatste dag"))
    begins = Clock(label=_("Van"))
    ends = Clock(label=_("Tot"))
    minutes = forms.IntegerField(
        label=_("Minuten per gesprek"), min_value=MINUTES_LEAST, max_value=MINUTES_MOST, initial=15
    )
    place = forms.CharField(label=_("Waar?"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for days that still come, in order and not too many."""
        told = super().clean() or {}
        first, last, begins, ends = (told.get(name) for name in ("first", "last", "begins", "ends"))
        if first and first < timezone.localdate():
            self.add_error("first", _("Kies een dag die nog komt."))
        if first and last and last < first:
            self.add_error("last", _("De laatste dag ligt voor de eerste."))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Dit is niet na het begin."))
        if first and last and first <= last and len(_weekdays(first, last)) > MOST_DAYS:
            self.add_error("last", _("Kies hooguit 20 schooldagen."))
        return told

    def days(self) -> list[date]:
        """Return the days from Monday to Friday that were chosen."""
        return _weekdays(self.cleaned_data["first"], self.cleaned_data["last"])


class MomentForm(forms.Form):
    """Another moment for a talk."""

    day = Day(label=_("Dag"))
    at = Clock(label=_("Tijd"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """What a learner writes before a talk; the first question is tied to something that happened."""

    def __init__(self, *args: Any, experiences: list[str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for key, question in QUESTIONS.items():
            rows = 1 if key == "experience" else 3
            self.fields[key] = FreeText(label=question, rows=rows, required=False, max_length=2000)
        self.fields["did"].help_text = CARE
        self.experiences = experiences
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one answer."""
        told = super().clean() or {}
        if not self.errors and not any(told.get(key) for key in QUESTIONS):
            raise forms.ValidationError(_("Beantwoord minstens één vraag."))
        return told


class ReportForm(forms.Form):
    """What a learner writes after a talk."""

    report = FreeText(label=_("Waar ging het over? Wat neem je mee?"), help_text=CARE, rows=6, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ResponseForm(forms.Form):
    """What an adult responds."""

    text = FreeText(label=_("Je reactie"), rows=3, max_length=2000)


class AgreementForm(forms.Form):
    """Something agreed."""

    what = FreeText(label=_("Wat spreken jullie af?"), rows=1, max_length=200)
    owner = forms.CharField(
        label=_("Wie doet het?"), help_text=_("Leeg: de leerling zelf."), max_length=100, required=False
    )
    due = Day(label=_("Voor welke dag?"), required=False)


class ThirdForm(forms.Form):
    """Who comes along in a talk, by a link."""

    voice = forms.ChoiceField(
        label=_("Wie vraag je erbij?"),
        choices=[(voice.value, VOICES[voice]) for voice in BY_LINK],
        widget=forms.RadioSelect,
        initial=BY_LINK[0].value,
    )
    name = forms.CharField(label=_("Hoe noem je die persoon?"), max_length=100)


class DoubtForm(forms.Form):
    """That one doubts one's choice, and who may see it."""

    words = FreeText(
        label=_("Wil je erbij schrijven waarover?"), help_text=CARE, rows=3, required=False, max_length=1000
    )
    viewers = forms.MultipleChoiceField(
        label=_("Wie mag dit zien?"),
        help_text=_("Niemand aangevinkt? Dan zie alleen jij het."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, guides: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["viewers"].choices = guides  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A note to a learner after talking about a reason."""

    note = FreeText(label=_("Een bericht aan de leerling"), rows=2, required=False, max_length=1000)


class TermForm(forms.Form):
    """One term of the school year; empty means that it is not there."""

    name = forms.CharField(label=_("Naam"), max_length=60, required=False)
    begins = Day(label=_("Van"), required=False)
    ends = Day(label=_("Tot en met"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for all three, or none."""
        told = super().clean() or {}
        given = [bool(told.get(name)) for name in ("name", "begins", "ends")]
        if not self.errors and any(given) and not all(given):
            raise forms.ValidationError(_("Vul naam en beide dagen in, of laat alles leeg."))
        if told.get("begins") and told.get("ends") and told["ends"] < told["begins"]:
            self.add_error("ends", _("De laatste dag ligt voor de eerste."))
        return told


class ChoiceDayForm(forms.Form):
    """A day by which learners choose."""

    name = forms.CharField(label=_("Welke keuze?"), max_length=100)
    phase = forms.ChoiceField(label=_("Voor wie?"), choices=[(key, phase.name.nl) for key, phase in PHASES.items()])
    year = forms.IntegerField(label=_("Leerjaar"), min_value=1, max_value=8)
    day = Day(label=_("Uiterlijk op"))


def _weekdays(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=away) for away in range(min((last - first).days, 366) + 1))
    return [day for day in days if day.weekday() < 5]
