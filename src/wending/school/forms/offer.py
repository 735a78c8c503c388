"""The form of an offer, for hosts with and without account, and that of a day."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wending.school.actions.offers import OfferText
from wending.school.forms.outside_fields import Boxes, Day, Hour, PlainText
from wending.school.models import Offer
from wending.school.queries.offers import MOST_OCCUPATIONS, occupation_names, occupations_named
from wending.school.queries.outside_words import KIND_HINTS, KINDS, THEMES
from wending.school.rules.outside import MOST_GROUPS, MOST_LEARNERS, MOST_THEMES
from wending.school.rules.terms import PHASES

_LISTS = ("phases", "themes")


class OfferForm(forms.Form):
    """What a host tells."""

    kind = forms.ChoiceField(label=_("Wat bied je aan?"), widget=forms.RadioSelect)
    title = PlainText(required=True, label=_("Titel"), help_text=_("Bijvoorbeeld: Kijk mee in onze bakkerij."))
    what = PlainText(rows=4, required=True, label=_("Wat gaan leerlingen doen?"))
    host = PlainText(required=True, label=_("Naam van je bedrijf of instelling"))
    place = PlainText(label=_("In welke gemeente is het?"), max_length=80)
    postcode = forms.RegexField(
        r"^[1-9][0-9]{3}$",
        required=False,
        label=_("De vier cijfers van de postcode"),
        error_messages={"invalid": _("Typ alleen de vier cijfers, zoals 7411.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )
    most = forms.IntegerField(
        label=_("Hoeveel leerlingen kunnen er in een groep?"), min_value=1, max_value=MOST_LEARNERS, initial=15
    )
    phases = Boxes(label=_("Voor wie is het?"), help_text=_("Niets gekozen? Dan is het voor iedereen."))
    themes = Boxes(label=_("Bij welk soort werk hoort het?"), help_text=_("Kies er hooguit drie."))
    occupations = PlainText(
        rows=3, label=_("Welke beroepen zien leerlingen?"), help_text=_("Een beroep per regel, hooguit vier.")
    )
    least_age = forms.IntegerField(
        required=False,
        label=_("Vanaf welke leeftijd?"),
        help_text=_("Laat leeg als er geen grens is."),
        min_value=0,
        max_value=21,
    )
    bring = PlainText(rows=3, label=_("Wat moeten leerlingen dragen of weten?"))
    under_16 = PlainText(rows=2, label=_("Wat mag niet onder de 16 jaar?"))
    under_18 = PlainText(rows=2, label=_("Wat mag niet onder de 18 jaar?"))
    contact = PlainText(required=True, label=_("Met wie spreekt de school af?"), max_length=80)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Hier komen de vragen van scholen binnen."))
    phone = PlainText(label=_("Telefoonnummer"), max_length=30)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the lists in the language of the page."""
        super().__init__(*args, **kwargs)
        lang = get_language() or "nl"
        choices = {
            "kind": [(key, f"{words}: {KIND_HINTS[key]}") for key, words in KINDS.items()],
            "phases": [(key, phase.name.en if lang == "en" else phase.name.nl) for key, phase in PHASES.items()],
            "themes": list(THEMES.items()),
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    @staticmethod
    def told_by(offer: Offer) -> dict[str, Any]:
        """Return what the form begins with for an offer that is there."""
        told = {name: getattr(offer, name) for name in OfferText.__slots__}
        lang = get_language() or "nl"
        told["occupations"] = "\n".join(occupation_names(offer, lang))
        return {**told, "least_age": offer.least_age or None, "version": offer.version}

    def clean_themes(self) -> list[str]:
        """Take at most three."""
        themes: list[str] = self.cleaned_data["themes"]
        if len(themes) > MOST_THEMES:
            raise forms.ValidationError(_("Kies er hooguit drie."))
        return themes

    def clean_occupations(self) -> tuple[str, ...]:
        """Find each occupation in the catalogue."""
        lines = [line.strip() for line in self.cleaned_data["occupations"].splitlines() if line.strip()]
        if len(lines) > MOST_OCCUPATIONS:
            raise forms.ValidationError(_("Noem hooguit vier beroepen."))
        known, unknown = occupations_named(lines, get_language() or "nl")
        if unknown:
            raise forms.ValidationError(_("Dit beroep kennen we niet: %s. Probeer een ander woord.") % unknown[0])
        return tuple(known)

    def told(self) -> OfferText:
        """Return what was told."""
        values = {name: self.cleaned_data[name] for name in OfferText.__slots__ if name in self.cleaned_data}
        values |= {name: tuple(values[name]) for name in _LISTS}
        values["least_age"] = values["least_age"] or 0
        return OfferText(**values, language="en" if get_language() == "en" else "nl")


class DayForm(forms.Form):
    """A day with places for groups."""

    day = Day(label=_("Dag"))
    groups = forms.IntegerField(
        label=_("Hoeveel groepen kunnen er komen?"), min_value=1, max_value=MOST_GROUPS, initial=1
    )
    begins = Hour(label=_("Van"))
    ends = Hour(label=_("Tot"))

    def clean_day(self) -> Any:
        """Take a day to come."""
        day = self.cleaned_data["day"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag die nog komt."))
        return day
