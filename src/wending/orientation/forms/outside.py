"""What someone does outside paid work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import words


class OutsideForm(forms.Form):
    """Checks a choice of everyday activities; none is fine."""

    activities = forms.MultipleChoiceField(
        label=_("Wat doe je buiten je werk?"),
        choices=list(words.ACTIVITIES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de lijst.")},
    )
