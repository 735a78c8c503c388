"""What members of a group for peer review or supervision fill in. Nothing of a client belongs here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.guidance.queries.profession import methods, named_choices
from wending.guidance.queries.profession_words import GROUP_KINDS


class GroupForm(forms.Form):
    """Checks a new group."""

    kind = forms.ChoiceField(label=_("Wat voor groep?"), choices=list(GROUP_KINDS.items()), widget=forms.RadioSelect)
    name = FreeText(rows=1, label=_("Naam van de groep"), max_length=100)
    method = forms.ChoiceField(label=_("Hoe praten jullie?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the ways of talking in the language of the page."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["method"]
        field.choices = named_choices(methods())


class InviteForm(forms.Form):
    """Checks an address."""

    email = forms.EmailField(label=_("E-mailadres van een begeleider in Wending"))


class MeetingForm(forms.Form):
    """Checks a meeting; its question must be made anonymous."""

    day = Day(label=_("Wanneer?"))
    question = FreeText(
        label=_("Welke vraag brengt iemand in?"),
        required=False,
        help_text=_("Schrijf over jezelf en je vraag. Laat weg wie de cliënt is: naam, plaats, werkgever, leeftijd."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Niemand kan hierin een cliënt herkennen"),
        error_messages={"required": _("Maak je vraag eerst anoniem. Zet dan het vinkje.")},
    )


class NoteForm(forms.Form):
    """Checks a private note; it may be empty, which removes it."""

    text = FreeText(label=_("Mijn eigen notitie"), required=False, help_text=_("Alleen jij leest dit. Geen cliënten."))


class PointForm(forms.Form):
    """Checks a point that the group learned."""

    text = FreeText(label=_("Wat leerden jullie?"), rows=2, max_length=600, help_text=_("De hele groep leest dit."))
