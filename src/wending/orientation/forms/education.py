"""The highest education someone finished, and its direction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import words


class EducationForm(forms.Form):
    """Checks level and direction; both may stay empty."""

    level = forms.ChoiceField(
        label=_("Wat is je hoogste diploma?"),
        choices=[("", _("Dat zeg ik liever niet")), *words.EDUCATION_LEVELS.items()],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een diploma uit de lijst.")},
    )
    field = forms.ChoiceField(
        label=_("In welke richting?"),
        choices=[("", _("Geen of weet ik niet")), *words.EDUCATION_FIELDS.items()],
        required=False,
        error_messages={"invalid_choice": _("Kies een richting uit de lijst.")},
    )
