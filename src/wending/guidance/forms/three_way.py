"""A talk of three: starting it, writing one's part, and the agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.guidance.actions.three_way import Guest
from wending.guidance.queries import talk_words as words
from wending.guidance.rules.three_way import SECOND, THIRD, TalkKind, Voice


class TalkForm(forms.Form):
    """Who the two others are."""

    topic = FreeText(label=_("Waar wil je het over hebben?"), rows=2, max_length=500, help_text=CARE)
    planned_on = Day(label=_("Wanneer is het gesprek?"), required=False)
    second_name = forms.CharField(max_length=100)
    second_email = forms.EmailField()
    third_as = forms.ChoiceField(widget=forms.RadioSelect, label=_("Wie is de derde?"))
    third_name = forms.CharField(max_length=100)
    third_email = forms.EmailField()

    def __init__(self, *args: Any, kind: TalkKind, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.kind = kind
        self.second = SECOND[kind][0]
        seats = THIRD[kind]
        labels = words.GUESTS[kind]
        for name in ("second", "third"):
            self.fields[f"{name}_name"].label = labels[f"{name}_name"]
            self.fields[f"{name}_email"].label = labels[f"{name}_email"]
        self.fields["third_as"].choices = [(seat.value, words.VOICES[seat]) for seat in seats]  # type: ignore[attr-defined]
        self.fields["third_as"].initial = seats[0].value
        if len(seats) == 1:
            del self.fields["third_as"]

    def guests(self) -> list[Guest]:
        """Return the two others."""
        told = self.cleaned_data
        third = Voice(told.get("third_as") or THIRD[self.kind][0])
        return [
            Guest(self.second, told["second_name"], told["second_email"]),
            Guest(third, told["third_name"], told["third_email"]),
        ]


class PartForm(forms.Form):
    """The questions of one voice, each may stay empty but one must be answered."""

    def __init__(self, *args: Any, voice: Voice, answers: dict[str, str] | None = None, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for key, question in words.QUESTIONS[voice].items():
            self.fields[key] = FreeText(
                label=question, rows=3, max_length=2000, required=False, initial=(answers or {}).get(key, "")
            )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one answer."""
        told = super().clean() or {}
        if not self.errors and not any(told.values()):
            raise forms.ValidationError(_("Beantwoord minstens één vraag."))
        return told


class ResultForm(forms.Form):
    """The agreements, and the version that was read."""

    text = FreeText(
        label=_("Wat spreken jullie af?"),
        help_text=_("Wie doet wat, en wanneer? Schrijf dit samen op."),
        rows=6,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
