"""The forms of alumni: a cohort, joining it, and the questionnaire."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.school.actions.alumni import Answered, Guest
from wending.school.forms.outside_fields import Boxes, Day, PlainText
from wending.school.queries.alumni import DOING, HELPED, competence_words
from wending.school.rules.alumni import NOTHING, Reply


class CohortForm(forms.Form):
    """Learners who leave together."""

    name = PlainText(
        required=True, max_length=80, label=_("Wie gaan er weg?"), help_text=_("Bijvoorbeeld: vmbo 4, 2026.")
    )
    left_on = Day(label=_("Hun laatste dag"))
    leavers = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("Hoeveel zijn het er?"),
        help_text=_("Dan weten we later hoeveel we misten."),
    )


class JoinForm(forms.Form):
    """An own address to be asked at."""

    email = forms.EmailField(
        label=_("Je eigen e-mailadres"),
        help_text=_("Neem een adres dat je over drie jaar nog hebt. Niet dat van school."),
    )


class QuestionsForm(forms.Form):
    """Four questions; each may stay open."""

    doing = forms.ChoiceField(label=_("Wat doe je nu vooral?"), required=False, widget=forms.RadioSelect)
    helped = forms.ChoiceField(
        label=_("Heeft de begeleiding op school je geholpen bij kiezen?"), required=False, widget=forms.RadioSelect
    )
    missed = Boxes(label=_("Wat had je op school meer willen leren?"))
    remark = PlainText(
        rows=3,
        label=_("Wat wil je de school nog zeggen?"),
        help_text=_("Schrijf geen namen. De school leest dit pas als tien of meer mensen antwoorden."),
    )
    name = PlainText(label=_("Je naam"), max_length=80)
    email = forms.EmailField(label=_("Je e-mailadres"), required=False)
    about = PlainText(label=_("Waar kan een klas je iets over vragen?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the lists in the language of the page."""
        super().__init__(*args, **kwargs)
        choices = {"doing": DOING, "helped": HELPED, "missed": competence_words()}
        for key, words in choices.items():
            self.fields[key].choices = list(words.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both name and address of a guest."""
        told = super().clean() or {}
        if bool(told.get("name")) != bool(told.get("email")) and not self.errors:
            self.add_error("email", _("Vul je naam en je adres allebei in, of allebei niet."))
        if NOTHING in told.get("missed", []) and len(told["missed"]) > 1:
            self.add_error("missed", _("Je koos ook dat je niets miste. Kies een van beide."))
        return told

    def told(self) -> Answered:
        """Return the answers."""
        told = self.cleaned_data
        reply = Reply(told["doing"], told["helped"], tuple(told["missed"]))
        return Answered(reply, told["remark"], Guest(told["name"], told["email"], told["about"]))
