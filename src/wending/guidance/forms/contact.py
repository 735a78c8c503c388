"""Asks how somebody wants to be reached, and nothing else. No reason is asked; a citizen service number is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import refuse_bsn
from wending.guidance.queries import words
from wending.guidance.rules.contact import Contact
from wending.guidance.rules.words import FIRM_SIZES, LANGUAGES


def read_phone(text: str) -> str:
    """Return a number with at least eight digits, however it is written, or nothing; raise ValidationError else."""
    phone = text.strip()
    digits = sum(sign.isdigit() for sign in phone)
    if phone and (digits < 8 or any(sign not in "+()- ./0123456789" for sign in phone)):
        raise forms.ValidationError(_("Dit is geen telefoonnummer. Typ alleen cijfers."))
    return phone


class ContactForm(forms.Form):
    """A name, and an address or a number."""

    name = forms.CharField(
        label=_("Hoe mogen we je noemen?"),
        help_text=_("Je voornaam of een andere naam is genoeg."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul een naam in. Een bedachte naam mag ook.")},
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Hier sturen we de bevestiging heen."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Dit is geen e-mailadres. Kijk of er een @ in staat.")},
    )
    phone = forms.CharField(
        label=_("Je telefoonnummer"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(label=_("In welke taal praat je het liefst?"), choices=[])

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [code for code in LANGUAGES if code in languages] or ["nl"]
        self.fields["language"].choices = [(code, words.LANGUAGES[code]) for code in known]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse a citizen service number."""
        return refuse_bsn(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        """Refuse what is no number."""
        return read_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach somebody."""
        told = super().clean() or {}
        if not self.errors and not told.get("email") and not told.get("phone"):
            self.add_error("email", _("Vul een e-mailadres of een telefoonnummer in."))
        return told

    def contact(self) -> Contact:
        """Return what was told."""
        told = self.cleaned_data
        return Contact(
            told["name"], told["email"], told.get("phone", ""), told["language"], told.get("remark", "").strip()
        )


class BookForm(ContactForm):
    """The same, with room for a remark."""

    remark = forms.CharField(
        label=_("Wil je nog iets zeggen?"),
        help_text=_("Bijvoorbeeld: ik kom met een rolstoel. Schrijf hier niets over je gezondheid of je geld."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_remark(self) -> str:
        """Refuse a citizen service number."""
        return refuse_bsn(self.cleaned_data["remark"])


class WaitForm(ContactForm):
    """For the waiting list: what comes free is told by mail."""

    phone = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = _("We mailen je als er een plek vrijkomt.")
        self.fields["email"].error_messages["required"] = _("Vul je e-mailadres in. Anders kunnen we je niet bereiken.")


class FirmForm(forms.Form):
    """Which firm asks, and how large it is."""

    firm = forms.CharField(
        label=_("Hoe heet je bedrijf?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van je bedrijf in.")},
    )
    firm_size = forms.ChoiceField(
        label=_("Hoeveel mensen werken er?"),
        choices=[(size, words.FIRM_SIZES[size]) for size in FIRM_SIZES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoeveel mensen er werken.")},
    )
