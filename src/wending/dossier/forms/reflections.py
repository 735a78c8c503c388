"""A short text about oneself: about something one really did, on one question."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.dossier.actions.reflections import ReflectionFields
from wending.dossier.forms.versioned import VersionedForm
from wending.dossier.models import Reflection
from wending.dossier.queries.reflection_words import PROMPTS, STEPS
from wending.dossier.rules.reflection import Competence


class ReflectionForm(VersionedForm):
    """Checks the text; `competence` and `items` (choices of the writer's own items) are given by the page."""

    item = forms.ChoiceField(
        label=_("Waar gaat het over?"),
        error_messages={"required": _("Kies iets wat je deed."), "invalid_choice": _("Kies iets wat je deed.")},
    )
    prompt = forms.ChoiceField(
        label=_("Kies een vraag"), widget=forms.RadioSelect, error_messages={"required": _("Kies een vraag.")}
    )
    text = forms.CharField(
        label=_("Jouw antwoord"),
        help_text=_("Een paar zinnen is genoeg."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf een paar woorden.")},
    )
    step = forms.ChoiceField(
        label=_("Wat past nu bij jou?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Dat zeg ik nu niet")), *[(str(step), words) for step, words in STEPS.items()]],
    )

    def __init__(self, competence: Competence, items: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "---"), *items]  # type: ignore[attr-defined]
        self.fields["prompt"].choices = list(PROMPTS[competence].items())  # type: ignore[attr-defined]

    def reflection_fields(self) -> ReflectionFields:
        """Return what was written."""
        told = self.cleaned_data
        return ReflectionFields(
            UUID(told["item"]), told["prompt"], told["text"], int(told["step"]) if told["step"] else None
        )


def initial_of(reflection: Reflection) -> dict[str, Any]:
    """Return what a text holds, as the form shows it."""
    return {
        "version": reflection.version,
        "item": str(reflection.item_id),
        "prompt": reflection.prompt,
        "text": reflection.text,
        "step": str(reflection.step or ""),
    }
