"""What somebody complains of, and what the independent council answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.accounts.models import Organisation
from wending.guidance.queries.complaints import centres_to_choose
from wending.guidance.queries.profession import named_choices, themes
from wending.guidance.queries.profession_words import OUTCOMES


class ComplaintForm(forms.Form):
    """Checks a complaint; only what it is about is asked."""

    text = FreeText(
        label=_("Wat ging er niet goed?"),
        rows=7,
        help_text=_("Schrijf het in je eigen woorden. Alleen de raad leest dit."),
    )
    wish = FreeText(label=_("Wat zou helpen?"), required=False, rows=3)
    centre = forms.ChoiceField(label=_("Over welk centrum gaat het?"), required=False)
    about_whom = forms.CharField(label=_("Over wie gaat het?"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("Je e-mailadres"), required=False, help_text=_("Dan krijg je bericht als er een antwoord is.")
    )
    # People never see this field; programs that fill in everything do.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the centres."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["centre"]
        field.choices = [("", _("Dat zeg ik liever niet")), *centres_to_choose()]

    def clean_website(self) -> str:
        """Refuse what a program filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Laat dit veld leeg."))
        return ""

    def told(self) -> dict[str, Any]:
        """Return what the complaint holds."""
        told = {key: self.cleaned_data[key] for key in ("text", "wish", "about_whom", "email")}
        centre = self.cleaned_data["centre"]
        return {**told, "centre": Organisation.objects.get(pk=centre) if centre else None}


class MessageForm(forms.Form):
    """Checks a message."""

    text = FreeText(label=_("Je bericht"), rows=4)


class ShareForm(forms.Form):
    """Checks what the council tells the centre."""

    text = FreeText(
        label=_("Wat vertelt de raad aan het centrum?"),
        rows=4,
        help_text=_("Alleen deze tekst gaat naar de leiding. Laat weg wie er klaagde, tenzij die dat goedvindt."),
    )


class DecisionForm(forms.Form):
    """Checks the council's decision."""

    outcome = forms.ChoiceField(label=_("Besluit"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    decision = FreeText(label=_("Uitleg van het besluit"), rows=6)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ThemeForm(forms.Form):
    """Checks the theme of a conversation."""

    appointment = forms.UUIDField()
    theme = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the short list."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.choices = named_choices(themes())
