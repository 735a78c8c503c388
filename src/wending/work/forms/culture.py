"""Answers to the scan, the last day of a round, steps, and learning moments."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.work.queries.moments import minute_choices, way_choices
from wending.work.queries.scan import scan
from wending.work.rules.moments import MINUTES, WAYS

# A value of its own: with an empty one this answer would be chosen beforehand.
SKIP = "unknown"


class RoundForm(forms.Form):
    """The last day of a round."""

    closes = Day(label=_("Laatste dag om te antwoorden"), help_text=_("Tussen één en zes weken vanaf nu."))


class StepForm(forms.Form):
    """A step and before when."""

    step = forms.CharField(max_length=40, widget=forms.HiddenInput)
    due = Day(label=_("Voor wanneer?"))


class ScanForm(forms.Form):
    """Every item with its answers; each may be skipped. Team and learning moments only by choice."""

    team = forms.ChoiceField(
        label=_("Bij welk team hoor je?"),
        required=False,
        help_text=_("Dit hoeft niet. Een team zie je alleen terug als tien mensen het kozen."),
    )
    moments = forms.BooleanField(label=_("Tel mijn leermomenten van deze maand mee"), required=False)

    def __init__(self, *args: Any, lang: str, teams: list[tuple[str, str]], moments: int = 0, **kwargs: Any) -> None:
        """Make a field per item."""
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.choices = [("", _("Dat zeg ik liever niet")), *teams]
        if not moments:
            del self.fields["moments"]
        self._moments = moments
        for item in scan().items:
            options = [(str(one.value), one.text.in_language(lang)) for one in scan().options_of(item)]
            self.fields[item.id] = forms.ChoiceField(
                label=item.text.in_language(lang),
                choices=[*options, (SKIP, _("Weet ik niet"))],
                required=False,
                widget=forms.RadioSelect,
            )

    def item_fields(self) -> list[Any]:
        """Return the fields of the items, in their order."""
        return [self[item.id] for item in scan().items]

    def answers(self) -> dict[str, int | None]:
        """Return the answers; None for what was skipped."""
        given = {item.id: self.cleaned_data[item.id] for item in scan().items}
        return {key: None if value in {"", SKIP} else int(value) for key, value in given.items()}

    def chosen_team(self) -> UUID | None:
        """Return the team that was named."""
        return UUID(self.cleaned_data["team"]) if self.cleaned_data["team"] else None

    def added_moments(self) -> int | None:
        """Return how many learning moments somebody adds; None where they do not."""
        return self._moments if self.cleaned_data.get("moments") else None


class MomentForm(forms.Form):
    """A learning moment: from whom or what and how long are enough."""

    way = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    minutes = forms.TypedChoiceField(
        label=_("Hoe lang?"), coerce=int, choices=minute_choices, initial=MINUTES[1], widget=forms.RadioSelect
    )
    text = FreeText(label=_("Wat leerde je?"), required=False, rows=2, help_text=_("Dit hoeft niet."), max_length=500)

    def ways(self) -> list[tuple[str, object]]:
        """Return the ways in words."""
        return way_choices()

    def values(self) -> dict[str, Any]:
        """Return what was told, of today."""
        return {**self.cleaned_data, "day": timezone.localdate()}
