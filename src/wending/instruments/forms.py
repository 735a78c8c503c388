"""Reads what someone filled in on a page of a questionnaire, and the file that a professional adds."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wending.instruments.rules.instrument import Instrument, Item
from wending.instruments.rules.sitting import allowed

MOST_BYTES = 1_000_000
PREFIX = "item:"


def read_answers(data: QueryDict, instrument: Instrument, items: tuple[Item, ...]) -> dict[str, int | None]:
    """Return the answers on a page: a number, or None for an item that was skipped. All else is left out."""
    given = allowed(instrument, {item.id: data.get(PREFIX + item.id, "") for item in items})
    return {item.id: given.get(item.id) for item in items}


class InstrumentFile(forms.Form):
    """Checks that a small zip file was chosen; what is in it is checked when it is added."""

    file = forms.FileField(
        label=_("Kies het zip-bestand"),
        help_text=_("Met instrument.toml, scales.csv, items.csv, options.csv en misschien norms.csv."),
        error_messages={"required": _("Kies eerst een bestand."), "empty": _("Dit bestand is leeg.")},
    )

    def clean_file(self) -> object:
        """Refuse what is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot. Het mag niet groter zijn dan 1 MB."))
        return file
