"""What someone seeks in work: values, direction, hours, and what they rather avoid. Health is not asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import words
from wending.orientation.rules.profile import MOST_HOURS, MOST_VALUES, Wishes

_HOURS = _("Vul een heel getal in van 1 tot %(most)s.") % {"most": MOST_HOURS}


class WishesForm(forms.Form):
    """Checks wishes; everything may stay empty."""

    values = forms.MultipleChoiceField(
        label=_("Wat vind je belangrijk in werk?"),
        choices=list(words.VALUES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de lijst.")},
    )
    sector = forms.ChoiceField(
        label=_("Wil je in dezelfde richting blijven?"),
        choices=list(words.SECTORS.items()),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een antwoord uit de lijst.")},
    )
    hours = forms.IntegerField(
        label=_("Hoeveel uur per week wil je werken?"),
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={"invalid": _HOURS, "min_value": _HOURS, "max_value": _HOURS},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    avoided = forms.MultipleChoiceField(
        label=_("Wat doe je liever niet?"),
        choices=list(words.CONDITIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de lijst.")},
    )

    def clean_values(self) -> list[str]:
        """Ask for a choice: at most three values."""
        values: list[str] = self.cleaned_data["values"]
        if len(values) > MOST_VALUES:
            raise forms.ValidationError(_("Kies er niet meer dan %(most)s.") % {"most": MOST_VALUES})
        return values

    def wishes(self) -> Wishes:
        """Return the checked wishes."""
        told = self.cleaned_data
        return Wishes(tuple(told["values"]), told["sector"] or "any", told["hours"], tuple(told["avoided"]))
