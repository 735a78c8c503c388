"""A goal, a step, and what came of a step, as somebody fills them in. The version tells on which text they typed."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.dossier.forms.versioned import VersionedForm
from wending.dossier.queries.plan import GoalShown, StepShown
from wending.dossier.rules.plan import LONGEST_NAME, LONGEST_TEXT, StepText

# A text that is translated when the page is made.
Text = Any
_DAY = {"invalid": _("Schrijf de dag als 31-12-2026, of kies hem.")}
_DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


def _day(label: Text, hint: Text = "") -> forms.DateField:
    """Return a field for a day that may stay empty."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, help_text=hint, required=False, widget=widget, input_formats=_DAYS, error_messages=_DAY
    )


def _line(label: Text, hint: Text = "", *, needed: Text = "") -> forms.CharField:
    """Return a field for one line; `needed` says what to do when it stays empty."""
    errors = {"required": needed} if needed else {}
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST_NAME, required=bool(needed), error_messages=errors
    )


class GoalForm(VersionedForm):
    """Checks a goal: what somebody wants, why, and when."""

    title = _line(_("Wat wil je?"), _("Bijvoorbeeld: werken in de zorg."), needed=_("Schrijf op wat je wilt."))
    why = forms.CharField(
        label=_("Waarom wil je dit?"),
        help_text=_("Dit lees je terug als het even tegenzit."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wished = _day(_("Wanneer wil je er zijn?"))

    @staticmethod
    def begin(goal: GoalShown) -> dict[str, object]:
        """Return what the form shows of a goal that is there."""
        return {"title": goal.title, "why": goal.why, "wished": goal.wished, "version": goal.version}


class StepForm(VersionedForm):
    """Checks a step: what, the first small thing, by whom, by when, and a day to be reminded."""

    what = _line(
        _("Wat ga je doen?"), _("Bijvoorbeeld: bellen met de school."), needed=_("Schrijf op wat je gaat doen.")
    )
    first_step = _line(_("Wat is het eerste kleine begin?"), _("Iets dat je vandaag of morgen kunt doen."))
    due = _day(_("Wanneer wil je dit klaar hebben?"))
    remind_on = _day(
        _("Op welke dag wil je een herinnering?"), _("Dan krijg je een mail. Wat je gaat doen, staat er niet in.")
    )
    owner = _line(_("Doet iemand anders dit?"), _("Schrijf dan op wie. Bijvoorbeeld: mijn mentor."))

    def clean_remind_on(self) -> date | None:
        """Refuse a day that is over, unless it stood there already."""
        day: date | None = self.cleaned_data["remind_on"]
        if day and day < timezone.localdate() and day != self.initial.get("remind_on"):
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day

    def text(self) -> StepText:
        """Return what was filled in."""
        return StepText(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    @staticmethod
    def begin(step: StepShown) -> dict[str, object]:
        """Return what the form shows of a step that is there."""
        text = step.text
        days = {"due": text.due, "remind_on": text.remind_on}
        return {"what": text.what, "first_step": text.first_step, "owner": text.owner, "version": step.version} | days


class DoneForm(VersionedForm):
    """Checks what came of a step: in words, and the item of the record that shows it."""

    evidence = forms.CharField(
        label=_("Wat kwam eruit?"),
        help_text=_("Wat deed je, wat leerde je?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    item = forms.ChoiceField(
        label=_("Wat in je dossier laat dit zien?"),
        required=False,
        error_messages={"invalid_choice": _("Kies iets uit de lijst.")},
    )

    def __init__(self, *args: object, items: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["item"].choices = [("", _("Niets, of nog niet")), *items]  # type: ignore[attr-defined]

    def clean_item(self) -> UUID | None:
        """Return the item, nothing where none was chosen."""
        return UUID(self.cleaned_data["item"]) if self.cleaned_data["item"] else None
