"""What a manager writes: a new firm, people by name, teams, authorisations."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.work.actions.firm import Details
from wending.work.forms.fields import Day, Line
from wending.work.models import Authorisation, Colleague, Team


def _hours(hint: Any = "") -> forms.DecimalField:
    """Return a field for hours a week, that may stay empty: then nothing is planned until somebody knows."""
    return forms.DecimalField(
        label=_("Uren per week"),
        help_text=hint,
        min_value=0,
        max_value=60,
        max_digits=3,
        decimal_places=1,
        required=False,
    )


class StartForm(forms.Form):
    """Asks how a new firm is called."""

    name = Line(label=_("Hoe heet je bedrijf?"), max_length=100)


class NameForm(forms.Form):
    """Asks one name."""

    name = Line(label=_("Naam"), max_length=100)


class PeopleForm(forms.Form):
    """Asks names, one on each line, and hours that hold for all of them."""

    names = Line(label=_("Wie werken er?"), help_text=_("Eén naam per regel. Alleen een voornaam mag."), rows=5)
    hours = _hours(_("Voor deze mensen. Je kunt het later per persoon veranderen."))

    def clean_names(self) -> list[str]:
        """Return the names, of a length that fits."""
        names = [name.strip() for name in self.cleaned_data["names"].splitlines() if name.strip()]
        if any(len(name) > 100 for name in names) or len(names) > 40:
            raise forms.ValidationError(_("Schrijf hooguit 40 namen, elk korter dan 100 letters."))
        return names


class ColleagueForm(forms.Form):
    """Asks what the firm writes of somebody. Each authorisation has a box and a last day."""

    name = Line(label=_("Naam"), max_length=100)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, help_text=_("Alleen om een uitnodiging te sturen.")
    )
    hours = _hours()
    teams = forms.MultipleChoiceField(label=_("Teams"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, colleague: Colleague, teams: Iterable[Team], asked: Iterable[Authorisation], **kwargs: Any
    ) -> None:
        """Fill in what is known."""
        held = {one.authorisation_id: one.until for one in colleague.authorised.all()}
        self.asked = list(asked)
        kwargs["initial"] = {
            "name": colleague.name,
            "email": colleague.email,
            "hours": colleague.hours,
            "teams": [str(place.team_id) for place in colleague.places.all()],
            **{f"has_{one.pk}": one.pk in held for one in self.asked},
            **{f"until_{one.pk}": held.get(one.pk) for one in self.asked},
        }
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["teams"]
        chosen.choices = [(str(team.pk), team.name) for team in teams]
        for one in self.asked:
            self.fields[f"has_{one.pk}"] = forms.BooleanField(
                label=_("Heeft de bevoegdheid: %(name)s") % {"name": one.name}, required=False
            )
            self.fields[f"until_{one.pk}"] = Day(
                label=_("%(name)s geldt tot en met") % {"name": one.name}, required=False
            )

    def details(self) -> Details:
        """Return what was filled in."""
        told = self.cleaned_data
        held: dict[UUID, date | None] = {one.pk: told[f"until_{one.pk}"] for one in self.asked if told[f"has_{one.pk}"]}
        return Details(told["name"], told["email"], told["hours"], frozenset(map(UUID, told["teams"])), held)
