"""What travels to a next school: the things, the words along, where to; and asking a parent."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, FreeText
from wending.school.queries.class_words import THINGS
from wending.school.queries.handovers import Choice
from wending.school.sources.handover.parse import MOST_BYTES

FILE = "file"


class HandoverFileForm(forms.Form):
    """A file that a learner gave."""

    file = forms.FileField(
        label=_("Bestand van de leerling"),
        help_text=_("Het bestand overdracht.json dat de leerling uit Wending haalde."),
        allow_empty_file=True,
        error_messages={"required": _("Kies eerst een bestand.")},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Return name and bytes; of a file that is too large no more than tells so."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        return upload.name or "", upload.read(MOST_BYTES + 1)


class BringFileForm(HandoverFileForm):
    """The file of one learner, who knows what happens with it."""

    is_known = forms.BooleanField(
        label=_("De leerling gaf ons dit bestand en weet dat we er iets van bewaren."),
        error_messages={"required": _("Vraag het eerst aan de leerling.")},
    )


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
