"""A step that a professional proposes for a client's plan."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.dossier.queries.plan import GoalShown
from wending.dossier.rules.plan import LONGEST_NAME, StepText


class ProposalForm(forms.Form):
    """Checks a step: for which goal, what, and by when."""

    of = forms.ChoiceField(label=_("Bij welk doel?"), required=False)
    title = forms.CharField(label=_("Of een nieuw doel"), max_length=LONGEST_NAME, required=False)
    what = FreeText(label=_("Welke stap stel je voor?"), rows=1, max_length=LONGEST_NAME)
    due = Day(label=_("Wanneer klaar?"), required=False)

    def offer_goals(self, goals: list[GoalShown]) -> None:
        """Let choose from the open goals of the client."""
        self.fields["of"].choices = [("", _("Een nieuw doel")), *((str(goal.id), goal.title) for goal in goals)]  # type: ignore[attr-defined]
        if goals:
            self.fields["of"].initial = str(goals[0].id)
        else:
            self.fields["of"].widget = forms.HiddenInput()

    def goal(self) -> UUID | None:
        """Return the chosen goal."""
        chosen: Any = self.cleaned_data.get("of")
        return UUID(chosen) if chosen else None

    def text(self) -> StepText:
        """Return the step."""
        return StepText(what=self.cleaned_data["what"], due=self.cleaned_data["due"])
