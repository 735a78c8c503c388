"""What a firm writes of a group whose work ends, what somebody chooses, answers, and next steps."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.accounts.rules.consent import Part
from wending.ledger.rules.actor import Actor
from wending.orientation.queries.levels import LEVELS
from wending.reference.queries.regions import region_names
from wending.work.actions.moving import Choice, Group
from wending.work.models import Mover
from wending.work.queries.change_words import COUNCILS, GUIDED_OWNERS, OWN_STATES, STEP_OWNERS
from wending.work.queries.moving import guide_choices
from wending.work.rules.moving import Council, Limits, StepOwner

MOST_HOURS = 60
_LEVELS: list[tuple[str, Any]] = [("", _("Maakt niet uit")), *((str(level), words) for level, words in LEVELS.items())]


class GroupForm(forms.Form):
    """A group: why, until when, and who guides."""

    name = FreeText(label=_("Hoe noemen jullie de groep?"), max_length=120, rows=1)
    reason = FreeText(label=_("Waarom stopt het werk?"), rows=3, help_text=_("Je mensen lezen dit. Noem geen namen."))
    ends = Day(label=_("Laatste dag van het werk"))
    council = forms.ChoiceField(
        label=_("Is de ondernemingsraad ingelicht?"), choices=list(COUNCILS.items()), widget=forms.RadioSelect
    )
    guide = forms.ChoiceField(
        label=_("Wie helpt de mensen op weg?"),
        required=False,
        help_text=_("Een begeleider ziet alleen mensen die dat zelf willen. Jullie zien niet wie dat zijn."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer who can guide."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["guide"]
        field.choices = [("", _("Nog niemand")), *guide_choices(actor)]

    def group(self) -> Group:
        """Return the group."""
        told = self.cleaned_data
        guide = UUID(told["guide"]) if told["guide"] else None
        return Group(told["name"], told["reason"], told["ends"], Council(told["council"]), guide)


class ChoiceForm(forms.Form):
    """What may be used, the limits that nothing goes beyond, and who may see something."""

    uses = forms.MultipleChoiceField(
        label=_("Wat mogen we gebruiken om werk te zoeken?"),
        choices=[
            (Part.PROFILE.value, _("Mijn profiel: werk dat ik deed en wat ik wil")),
            (Part.SKILLS.value, _("Wat ik kan, uit mijn dossier")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één ding. Anders kunnen we niets vergelijken.")},
    )
    hours_low = forms.IntegerField(label=_("Minstens zoveel uur per week"), required=False, min_value=1)
    hours_high = forms.IntegerField(label=_("Hoogstens zoveel uur per week"), required=False, max_value=MOST_HOURS)
    level_low = forms.ChoiceField(label=_("Laagste niveau"), choices=_LEVELS, required=False)
    level_high = forms.ChoiceField(label=_("Hoogste niveau"), choices=_LEVELS, required=False)
    regions = forms.MultipleChoiceField(
        label=_("In welke regio's wil je werken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan zoeken we overal."),
    )
    guide_sees = forms.BooleanField(
        label=_("Mijn begeleider mag zien waar ik sta, mijn stappen, de voorstellen en mijn plan"), required=False
    )
    shows_state = forms.BooleanField(
        label=_("Mijn werkgever mag met mijn naam zien waar ik sta, zoals “is in gesprek”"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, mover: Mover | None = None, guide_sees: bool = False, **kwargs: Any) -> None:
        """Show what was chosen before."""
        if mover is not None:
            names = ("uses", "hours_low", "hours_high", "level_low", "level_high", "regions", "shows_state", "version")
            kwargs["initial"] = {name: getattr(mover, name) for name in names} | {"guide_sees": guide_sees}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["regions"]
        field.choices = list(region_names().items())
        if not field.choices:
            del self.fields["regions"]

    def clean(self) -> dict[str, Any]:
        """Refuse a lowest above a highest."""
        told = self.cleaned_data
        for low, high in (("hours_low", "hours_high"), ("level_low", "level_high")):
            if told.get(low) and told.get(high) and float(told[low]) > float(told[high]):
                self.add_error(high, _("Het hoogste ligt onder het laagste."))
        return told

    def choice(self) -> Choice:
        """Return the choice."""
        told = self.cleaned_data
        low, high = (float(told[name]) if told[name] else None for name in ("level_low", "level_high"))
        limits = Limits(told["hours_low"], told["hours_high"], low, high, frozenset(told.get("regions") or ()))
        uses = frozenset(Part(one) for one in told["uses"])
        return Choice(uses, limits, told["shows_state"], told["guide_sees"])


class StateForm(forms.Form):
    """Where somebody is."""

    state = forms.ChoiceField(label=_("Waar sta je nu?"), choices=list(OWN_STATES.items()))


class WordForm(forms.Form):
    """An answer to a proposal, with a text that the receiving firm reads."""

    text = FreeText(
        label=_("Wat wil je erbij zeggen of vragen?"), required=False, rows=3, max_length=2000, help_text=CARE
    )


class NextStepForm(forms.Form):
    """A next step: what, before when, whose."""

    text = FreeText(label=_("Wat is de volgende stap?"), rows=1, max_length=200)
    due = Day(label=_("Voor wanneer?"))
    owner = forms.ChoiceField(label=_("Wie doet dit?"), choices=list(STEP_OWNERS.items()))

    def __init__(self, *args: Any, as_guide: bool = False, **kwargs: Any) -> None:
        """Word whose step it is for who looks."""
        super().__init__(*args, **kwargs)
        if as_guide:
            field: Any = self.fields["owner"]
            field.choices = list(GUIDED_OWNERS.items())

    def values(self) -> dict[str, Any]:
        """Return what was told."""
        return {**self.cleaned_data, "owner": StepOwner(self.cleaned_data["owner"])}
