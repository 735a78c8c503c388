"""Five questions to a client after a conversation. Each may stay open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.guidance.queries.profession_words import SCALE, SCALED


class FeedbackForm(forms.Form):
    """Checks the answers of a client."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of each question."""
        super().__init__(*args, **kwargs)
        for key, words in SCALED.items():
            self.fields[key] = forms.TypedChoiceField(
                label=words,
                choices=[(str(score), said) for score, said in SCALE.items()],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Kies uit de lijst.")},
            )
        self.fields["better"] = FreeText(
            label=_("Wat kan beter?"),
            required=False,
            max_length=1000,
            help_text=_("Schrijf geen namen. Wil je niet herkend worden? Schrijf dan niet over jezelf."),
        )

    def scores(self) -> dict[str, int]:
        """Return the scores that were given."""
        return {key: self.cleaned_data[key] for key in SCALED if self.cleaned_data[key] is not None}
