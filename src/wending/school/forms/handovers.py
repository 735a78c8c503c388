"""What travels to a next school: the things, the words along, where to; and asking a parent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, FreeText
from wending.school.queries.class_words import THINGS
from wending.school.queries.handovers import Choice

FILE = "file"


class HandoverForm(forms.Form):
    """Which things travel, and to which school or into a file."""

    to = forms.ChoiceField(label=_("Waar gaat het heen?"))
    note = FreeText(
        label=_("Wil je er zelf iets bij schrijven?"), help_text=CARE, rows=4, required=False, max_length=2000
    )

    def __init__(self, *args: Any, choices: list[Choice], schools: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (FILE, _("Een bestand dat ik zelf geef")),
            *schools,
        ]
        if choices:
            self.fields["things"] = forms.MultipleChoiceField(
                label=_("Wat gaat er mee?"),
                help_text=_("Niets staat vooraf aan. Jij kiest."),
                choices=[(choice.key, f"{choice.title} ({THINGS[choice.kind]})") for choice in choices],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields(["to", "things", "note"])


class ParentForm(forms.Form):
    """The address of a parent."""

    email = forms.EmailField(label=_("E-mailadres van je ouder of verzorger"))


class WarmNoteForm(forms.Form):
    """A few words along for a learner's next school."""

    text = FreeText(
        label=_("Warme overdracht"),
        help_text=_("De leerling leest dit en beslist of het meegaat."),
        rows=4,
        max_length=2000,
    )
