"""What somebody shares by a link, with whom, until when, and behind which PIN."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.dossier.queries.share import ShareOptions
from wending.dossier.rules.plan import LONGEST_NAME
from wending.dossier.rules.share import USUAL, is_end, is_pin

KINDS = ("items", "skills", "goals")


class ShareForm(forms.Form):
    """Checks what is chosen; an unknown choice is refused, for it is not theirs."""

    items = forms.MultipleChoiceField(
        label=_("Wat je deed en leerde"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(label=_("Wat je kunt"), required=False, widget=forms.CheckboxSelectMultiple)
    goals = forms.MultipleChoiceField(
        label=_("Doelen uit je plan"),
        help_text=_("Met de stappen. Waarom je iets wilt, staat er niet bij."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_name = forms.BooleanField(label=_("Zet mijn naam erbij"), required=False, initial=True)
    label = forms.CharField(
        label=_("Voor wie is dit?"),
        help_text=_("Dit zie alleen jij. Bijvoorbeeld: mijn mentor."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Schrijf op voor wie dit is.")},
    )
    until = forms.DateField(
        label=_("Tot en met welke dag werkt de link?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf de dag als 31-12-2026, of kies hem.")},
    )
    pin = forms.CharField(
        label=_("Pincode"),
        help_text=_("4 tot 8 cijfers. Vertel de pincode apart, niet in hetzelfde bericht."),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, options: ShareOptions) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + USUAL})
        for kind in KINDS:
            choices = getattr(options, kind)
            if choices:
                self.fields[kind].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[kind]

    def clean_until(self) -> date:
        """Refuse a day in the past or more than a year ahead."""
        day: date = self.cleaned_data["until"]
        if not is_end(day, timezone.localdate()):
            raise ValidationError(_("Kies een dag tussen vandaag en een jaar vanaf nu."))
        return day

    def clean_pin(self) -> str:
        """Refuse what is no PIN."""
        pin: str = self.cleaned_data["pin"]
        if pin and not is_pin(pin):
            raise ValidationError(_("Een pincode heeft 4 tot 8 cijfers."))
        return pin

    def clean(self) -> dict[str, Any]:
        """Refuse an empty choice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen() and not any(kind in self.errors for kind in KINDS):
            raise ValidationError(_("Kies eerst wat je wilt delen."))
        return cleaned

    def chosen(self) -> list[str]:
        """Return all that was chosen."""
        return [value for kind in KINDS for value in self.cleaned_data.get(kind, [])]
