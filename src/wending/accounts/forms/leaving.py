"""Being erased, and showing its proof."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORD = _("wis alles")


class EraseForm(forms.Form):
    """The words that somebody types to show they mean it."""

    words = forms.CharField(
        label=_("Typ: wis alles"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_words(self) -> str:
        """Accept only the words themselves, whatever their capitals."""
        words: str = self.cleaned_data["words"]
        if " ".join(words.lower().split()) != str(WORD):
            raise forms.ValidationError(_("Typ precies: wis alles"))
        return words


class ProofForm(forms.Form):
    """The code of an erasure."""

    code = forms.CharField(
        label=_("Code van je bewijs"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
