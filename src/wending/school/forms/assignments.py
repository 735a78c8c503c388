"""Assignments: what a teacher gives, what a learner writes and chooses, and words back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.dossier.queries.reflection_words import COMPETENCES
from wending.school.actions.assignments import AssignmentText
from wending.school.queries.class_words import PICKS, TEXTS, VOICES
from wending.school.queries.picks import Pick
from wending.school.rules.talks import BY_LINK


class AssignmentForm(forms.Form):
    """What an assignment says, with a goal per career competence for those that it is about."""

    title = forms.CharField(label=_("Hoe heet de opdracht?"), max_length=200)
    text = FreeText(label=_("Wat gaan leerlingen doen?"), rows=6, required=False)
    hand_in = FreeText(label=_("Wat leveren ze in?"), rows=2, required=False)
    due = Day(label=_("Inleveren tot en met"), required=False)
    activity = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for key, (name, question, _icon) in COMPETENCES.items():
            self.fields[f"goal_{key.value}"] = FreeText(
                label=name, help_text=question, rows=1, required=False, max_length=300
            )

    @property
    def goals(self) -> list[forms.BoundField]:
        """The fields of goals."""
        return [self[f"goal_{key.value}"] for key in COMPETENCES]

    def told(self) -> AssignmentText:
        """Return the assignment."""
        data = self.cleaned_data
        goals = {key: data[f"goal_{key.value}"] for key in COMPETENCES if data[f"goal_{key.value}"]}
        return AssignmentText(data["title"], data["text"], data["hand_in"], data["due"], data["activity"], goals)


class WorkForm(forms.Form):
    """What a learner writes for an assignment, and what they choose from their own record."""

    def __init__(self, *args: Any, picks: list[Pick], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for place, (key, (name, question)) in enumerate(TEXTS.items()):
            more = f"{question} {CARE}" if place == 0 else question
            self.fields[key] = FreeText(label=name, help_text=more, rows=4, required=False, max_length=4000)
        shown = [(pick.key, f"{pick.title} ({PICKS[pick.kind]})") for pick in picks]
        if shown:
            self.fields["picks"] = forms.MultipleChoiceField(
                label=_("Kies uit wat je deed en leerde"),
                choices=shown,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WordsForm(forms.Form):
    """Words back: what one saw, and a question or tip. No marks."""

    saw = FreeText(label=_("Wat zag je? Wat deed de ander goed?"), rows=3, required=False, max_length=2000)
    question = FreeText(label=_("Een vraag of tip"), rows=3, required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of the two."""
        told = super().clean() or {}
        if not self.errors and not (told.get("saw") or told.get("question")):
            raise forms.ValidationError(_("Schrijf wat je zag, of een vraag."))
        return told


class LinkForm(forms.Form):
    """Whom a learner asks by a link."""

    voice = forms.ChoiceField(
        label=_("Wie vraag je?"),
        choices=[(voice.value, VOICES[voice]) for voice in BY_LINK],
        widget=forms.RadioSelect,
        initial=BY_LINK[0].value,
    )
    name = forms.CharField(label=_("Hoe noem je die persoon?"), max_length=100)
    with_picks = forms.BooleanField(label=_("Laat ook zien wat ik koos uit wat ik deed"), required=False)


class PeerForm(forms.Form):
    """Which classmate a learner asks."""

    peer = forms.ChoiceField(label=_("Welke klasgenoot?"))
    with_picks = forms.BooleanField(label=_("Laat ook zien wat ik koos uit wat ik deed"), required=False)

    def __init__(self, *args: Any, mates: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["peer"].choices = mates  # type: ignore[attr-defined]
