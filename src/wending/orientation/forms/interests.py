"""A short choice of pictures of what looks like fun."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import words


class InterestsForm(forms.Form):
    """Checks a choice of tiles; none is fine."""

    tiles = forms.MultipleChoiceField(
        label=_("Wat lijkt je leuk?"),
        choices=list(words.TILES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de plaatjes.")},
    )
