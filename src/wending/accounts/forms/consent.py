"""Giving consent, answering a question for it, and asking a parent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.queries.consents import recipients_for
from wending.accounts.queries.words import PARTS, PURPOSES
from wending.accounts.rules.consent import LONGEST, USUAL, Part, Purpose
from wending.accounts.rules.roles import Kind
from wending.ledger.rules.actor import Actor

_PARTS = [(part.value, words) for part, words in PARTS.items()]
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsentForm(forms.Form):
    """Who may see which parts, for what, until when."""

    recipient: Any = forms.ModelChoiceField(
        label=_("Wie mag het zien?"), queryset=None, empty_label=_("Kies een organisatie")
    )
    purpose = forms.ChoiceField(
        label=_("Waarvoor?"), choices=[(purpose.value, words) for purpose, words in PURPOSES.items()]
    )
    parts = forms.MultipleChoiceField(
        label=_("Wat mogen ze zien?"),
        choices=_PARTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wat je wilt laten zien.")},
    )
    until = forms.DateField(
        label=_("Tot en met"), help_text=_("Hooguit een jaar. Je kunt altijd eerder stoppen."), widget=_DATE
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = recipients_for(actor)  # type: ignore[attr-defined]
        self.fields["until"].initial = timezone.localdate() + USUAL

    def clean(self) -> dict[str, Any] | None:
        """Let research go to research offices, and nothing else go to them."""
        told = super().clean() or {}
        recipient, purpose = told.get("recipient"), told.get("purpose")
        if recipient and purpose and (recipient.kind == Kind.RESEARCH) != (purpose == Purpose.RESEARCH):
            self.add_error(
                "purpose", _("Onderzoek kan alleen bij een onderzoeksbureau, en een bureau doet alleen onderzoek.")
            )
        return told

    def clean_until(self) -> Any:
        """Refuse a day in the past or too far ahead."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + LONGEST:
            raise forms.ValidationError(_("Kies een einddatum tussen vandaag en een jaar vanaf nu."))
        return until

    def clean_parts(self) -> list[Part]:
        """Return parts."""
        return [Part(value) for value in self.cleaned_data["parts"]]


class AnswerForm(forms.Form):
    """The parts somebody says yes to; none is no."""

    parts = forms.MultipleChoiceField(choices=_PARTS, required=False)

    def clean_parts(self) -> list[Part]:
        """Return parts."""
        return [Part(value) for value in self.cleaned_data["parts"]]


class ParentForm(forms.Form):
    """The address of a parent."""

    email = forms.EmailField(label=_("E-mailadres van je ouder of voogd"))
