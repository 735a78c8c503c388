"""One occupation someone did: which, how long, how long ago."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import words
from wending.orientation.queries.names import known_occupations

_CHOOSE_FIRST = _("Kies eerst een beroep.")
_CHOOSE = {"invalid_choice": _("Kies een antwoord uit de lijst.")}


class WorkForm(forms.Form):
    """Checks an occupation with how long and how long ago; without an answer the middle one counts."""

    uri = forms.CharField(max_length=200, error_messages={"required": _CHOOSE_FIRST, "max_length": _CHOOSE_FIRST})
    years = forms.ChoiceField(choices=list(words.YEARS.items()), required=False, error_messages=_CHOOSE)
    years_ago = forms.ChoiceField(choices=list(words.YEARS_AGO.items()), required=False, error_messages=_CHOOSE)

    def clean_uri(self) -> str:
        """Refuse what is no occupation of the releases in force."""
        uri: str = self.cleaned_data["uri"]
        if not known_occupations([uri]):
            raise forms.ValidationError(_("Dit beroep kennen we niet. Zoek het nog een keer."))
        return uri

    def clean_years(self) -> int:
        """Return years; two when not told."""
        return int(self.cleaned_data["years"] or 2)

    def clean_years_ago(self) -> int:
        """Return years; none when not told."""
        return int(self.cleaned_data["years_ago"] or 0)
