"""What a teacher writes in the training line, and what a colleague saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.ledger.rules.actor import Actor
from wending.school.models import SchoolPerson
from wending.school.queries.training import colleagues, modules, said
from wending.school.queries.training_words import SEEN

NO_LEARNER = _("Noem geen leerlingen bij naam.")


class DoneForm(forms.Form):
    """Looks back on an exercise."""

    looking_back = FreeText(label=_("Wat viel je op?"), required=False, help_text=_("Alleen jij leest dit."))


class AskForm(forms.Form):
    """Asks a colleague to look along."""

    colleague = forms.ModelChoiceField(
        label=_("Wie vraag je?"), queryset=SchoolPerson.objects.none(), empty_label=_("Kies een collega")
    )
    module = forms.ChoiceField(label=_("Waar kijkt je collega naar?"))
    wish = FreeText(
        label=_("Waar wil je dat je collega op let?"), required=False, rows=3, max_length=1000, help_text=NO_LEARNER
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        """Offer colleagues of the same school who have an account, and the modules."""
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        self.fields["module"].choices = [(key, said(one.title)) for key, one in modules().items()]  # type: ignore[attr-defined]


class SeenForm(forms.Form):
    """Tells what was seen of each sign of a module, with an example and an idea."""

    example = FreeText(label=_("Wat zag of hoorde je precies?"), help_text=NO_LEARNER)
    idea = FreeText(label=_("Wat zou je collega ook eens kunnen doen?"), required=False, rows=3)

    def __init__(self, module: str, *args: Any, **kwargs: Any) -> None:
        """Ask one question for each sign."""
        super().__init__(*args, **kwargs)
        signs = {}
        for number, sign in enumerate(modules()[module].signs):
            signs[f"sign{number}"] = forms.ChoiceField(
                label=said(sign), choices=list(SEEN.items()), widget=forms.RadioSelect
            )
        self.fields = signs | self.fields

    def seen(self) -> dict[str, str]:
        """Return the word for each sign, by its number."""
        return {name.removeprefix("sign"): value for name, value in self.cleaned_data.items() if name[:4] == "sign"}
