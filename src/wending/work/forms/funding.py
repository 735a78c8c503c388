"""What a fund tells of a scheme and a decision, what a firm asks, and what networks ask of firms."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.work.queries.funding_words import PURPOSES

NO_NAMES = _("Noem geen mensen bij naam. Een aantal is genoeg.")


class Euro(forms.DecimalField):
    """An amount in euro; a comma is fine too."""

    def __init__(self, **rest: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(min_value=Decimal(0), max_digits=10, decimal_places=2, widget=widget, **rest)

    def to_python(self, value: Any) -> Any:
        """Read "1.250,50" and "1250.50" alike."""
        text = str(value or "").replace("€", "").replace(" ", "")
        return super().to_python(text.replace(".", "").replace(",", ".") if "," in text else text)


class VersionedForm(forms.Form):
    """Carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def told(self) -> dict[str, Any]:
        """Return what was filled in, without the version."""
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


class SchemeForm(VersionedForm):
    """A scheme of a fund."""

    name = FreeText(label=_("Naam van de regeling"), rows=1, max_length=120)
    text = FreeText(label=_("Voor wie is het, en wat krijg je?"), rows=5)
    rate = forms.DecimalField(
        label=_("Welk deel van de kosten, in procent?"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("Laat leeg als er geen vast deel is."),
    )
    most = Euro(label=_("Hoogste bedrag per aanvraag, in euro"), required=False)
    opens = Day(label=_("Aanvragen kan vanaf"), required=False)
    closes = Day(label=_("Aanvragen kan tot en met"), required=False)
    source = FreeText(
        label=_("Waar staat de regeling?"),
        rows=1,
        max_length=300,
        help_text=_("Een adres op internet of een document."),
    )
    objection = FreeText(label=_("Hoe kan een bedrijf bezwaar maken?"), rows=3)
    is_shown = forms.BooleanField(label=_("Laat deze regeling zien aan bedrijven"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check the order of the days."""
        told = super().clean() or {}
        if told.get("opens") and told.get("closes") and told["closes"] < told["opens"]:
            self.add_error("closes", _("De laatste dag ligt voor de eerste dag."))
        return told


class ApplicationForm(VersionedForm):
    """An application."""

    purpose = forms.ChoiceField(label=_("Waarvoor is het?"), choices=list(PURPOSES.items()), widget=forms.RadioSelect)
    title = FreeText(label=_("Korte naam van je plan"), rows=1, max_length=120)
    text = FreeText(label=_("Wat ga je doen, en waarom?"), rows=6, help_text=NO_NAMES)
    people = forms.IntegerField(label=_("Voor hoeveel mensen?"), min_value=1, max_value=9999)
    costs = Euro(label=_("Wat kost het samen, in euro?"))
    asked = Euro(label=_("Hoeveel vraag je, in euro?"))


class WordsForm(forms.Form):
    """A question, an answer or an objection."""

    words = FreeText(label=_("Je tekst"), rows=4, max_length=3000, help_text=NO_NAMES)


class DecisionForm(forms.Form):
    """A decision with its reasons."""

    amount = Euro(label=_("Bedrag dat je toekent, in euro"), required=False)
    reasons = FreeText(label=_("Waarom?"), rows=4, help_text=_("Het bedrijf leest dit."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaymentForm(forms.Form):
    """A payment."""

    amount = Euro(label=_("Betaald bedrag, in euro"))


class CountsForm(forms.Form):
    """Says whether a firm takes part in sums."""

    counts = forms.BooleanField(
        label=_("Tel ons mee in wat bedrijven samen nodig hebben"),
        required=False,
        help_text=_("Alleen optellingen over tien of meer bedrijven, één keer per kwartaal."),
    )


class FirmForm(forms.Form):
    """Asks a firm to join."""

    name = FreeText(
        label=_("Naam van het bedrijf"),
        rows=1,
        max_length=200,
        help_text=_("Precies zoals het bedrijf hier heet. De leidinggevende geeft antwoord."),
    )
