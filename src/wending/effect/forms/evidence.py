"""Forms of the knowledge base: a study from literature, and a file of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.dossier.forms.versioned import VersionedForm
from wending.effect.queries.report_words import designs, outcomes, verdicts
from wending.effect.queries.report_words import evidence as words
from wending.effect.rules.evidence import Told, problems
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.sources.evidence.parse import MOST_BYTES


def _choices(of: Mapping[str, Any], empty: Any = "") -> list[tuple[str, Any]]:
    return ([("", empty)] if empty else []) + list(of.items())


class NumberField(forms.CharField):
    """A number written with a comma or a point, without marks between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> float | None:
        """Return the number, None where nothing was written."""
        text = str(super().clean(value)).replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        try:
            number = float(text)
            if not math.isfinite(number):
                raise ValueError
            return number
        except ValueError:
            raise forms.ValidationError(str(words.PROBLEMS["not-a-number"])) from None


class EvidenceForm(VersionedForm):
    """A study from literature."""

    title = FreeText(rows=1, label=_("Titel van de studie"), max_length=300)
    reference = FreeText(
        rows=2,
        label=_("Bron"),
        help_text=_("Auteurs, jaar, tijdschrift, bladzijden, DOI. Zo kan een ander het nazoeken."),
        max_length=600,
    )
    year = forms.IntegerField(label=_("Jaar"), min_value=1900, max_value=2200)
    country = FreeText(rows=1, label=_("Land"), max_length=60)
    approach = FreeText(
        rows=1,
        label=_("Soort aanpak"),
        help_text=_("De sleutel van een aanpak van hier, of een eigen woord. Gelijke woorden komen bij elkaar."),
        max_length=60,
    )
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=_choices(outcomes.NAMES, _("Kies")))
    horizon = forms.IntegerField(label=_("Hoeveel dagen na het begin?"), min_value=1, max_value=3660)
    effect = NumberField(
        label=_("Effect"),
        help_text=_("In de eenheid van de uitkomst. Een aandeel als deel van 1: 3 van de 100 is 0,03."),
        required=False,
    )
    error = NumberField(label=_("Standaardfout"), required=False)
    people = forms.IntegerField(label=_("Aantal mensen"), min_value=1, required=False)
    design = forms.ChoiceField(label=_("Opzet"), choices=_choices(designs.DESIGNS, _("Kies")))
    verdict = forms.ChoiceField(label=_("Hoe zeker is het antwoord?"), choices=_choices(verdicts.SHORT, _("Kies")))
    target = forms.ChoiceField(label=_("Voor wie?"), choices=_choices(words.TARGETS, _("onbekend")), required=False)
    setting = forms.ChoiceField(label=_("Waar?"), choices=_choices(words.SETTINGS, _("onbekend")), required=False)
    mode = forms.ChoiceField(label=_("Hoe?"), choices=_choices(words.MODES, _("onbekend")), required=False)
    context = FreeText(label=_("Toelichting"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Tell per field what is wrong with the whole."""
        super().clean()
        if not self.errors:
            for name, code in problems(self.told()):
                self.add_error(name if name in self.fields else None, str(words.PROBLEMS[code]))
        return self.cleaned_data

    def told(self) -> Told:
        """Return what was told."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Told(**given, unit=OUTCOMES[given["outcome"]].unit)


class EvidenceFile(forms.Form):
    """A CSV file of studies."""

    file = forms.FileField(label=_("CSV-bestand"))

    def clean_file(self) -> bytes:
        """Return what is in the file; refuse one that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(str(words.PROBLEMS["too-large"]))
        return bytes(file.read())
