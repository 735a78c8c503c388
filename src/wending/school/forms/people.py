"""People and groups that a school adds by hand, and the day until which a letter works."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.forms.free_text import Day, FreeText
from wending.school.queries.words import ROSTER_ROLES, phase_choices
from wending.school.rules.terms import PHASES

USUAL_DAYS, MOST_DAYS = 30, 180


class GroupForm(forms.Form):
    """The phase of school of a group, and the year in it."""

    phase = forms.ChoiceField(label=gettext_lazy("Soort onderwijs"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Leerjaar"),
        help_text=gettext_lazy("Op de basisschool: de groep. Weet je het niet? Laat het leeg."),
        required=False,
        min_value=1,
        max_value=8,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = phase_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a year that the phase does not have; empty is 0."""
        told = super().clean() or {}
        phase, year = told.get("phase", ""), told.get("year")
        if year and phase and year not in PHASES[phase].years:
            years = ", ".join(map(str, PHASES[phase].years))
            self.add_error("year", _("Dit soort onderwijs heeft deze leerjaren: %(years)s.") % {"years": years})
        told["year"] = year or 0
        return told


class NewGroupForm(GroupForm):
    """A new group."""

    name = FreeText(label=gettext_lazy("Naam van de klas"), rows=1, max_length=40)
    field_order = ("name", "phase", "year")


class PersonForm(forms.Form):
    """Somebody by name, with a role and groups."""

    first = FreeText(label=gettext_lazy("Roepnaam"), rows=1, max_length=100)
    infix = FreeText(label=gettext_lazy("Tussenvoegsel"), rows=1, max_length=40, required=False)
    last = FreeText(label=gettext_lazy("Achternaam"), rows=1, max_length=100)
    role = forms.ChoiceField(
        label=gettext_lazy("Wat is deze persoon op school?"),
        choices=[(key, words) for key, words in ROSTER_ROLES.items()],
    )
    groups = forms.TypedMultipleChoiceField(
        label=gettext_lazy("In welke klassen?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, groups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]
        if not groups:
            del self.fields["groups"]


class LettersForm(forms.Form):
    """Until when the codes on letters work."""

    until = Day(label=gettext_lazy("De code werkt tot en met"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)

    def clean_until(self) -> Any:
        """Refuse a day that is past or far away."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("Kies een dag binnen een half jaar."))
        return until


class CodeForm(forms.Form):
    """The code of a letter."""

    code = forms.CharField(
        label=gettext_lazy("Code uit de brief"),
        help_text=gettext_lazy("16 letters en cijfers. Hoofdletters en streepjes maken niet uit."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
