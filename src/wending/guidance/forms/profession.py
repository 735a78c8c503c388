"""What a professional tells of their own growth."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.guidance.queries.profession import registers, said, statements
from wending.guidance.queries.profession_words import FIELDS, LEVELS, ROLES

_NONE = [("", _("Kies niet"))]


class RegistrationForm(forms.Form):
    """Checks a registration; its end is on or after its begin."""

    register = forms.ChoiceField(label=_("Register of certificaat"))
    name = forms.CharField(
        label=_("Naam"), required=False, max_length=100, help_text=_("Alleen bij een ander register of certificaat.")
    )
    number = forms.CharField(label=_("Nummer"), required=False, max_length=40)
    since = Day(label=_("Geldt vanaf"))
    until = Day(label=_("Geldt tot en met"), required=False)
    proof = forms.CharField(
        label=_("Naam van je bewijs"),
        required=False,
        max_length=120,
        help_text=_("Bijvoorbeeld: certificaat-2026.pdf. Bewaar het bestand zelf, wij bewaren alleen de naam."),
    )
    is_public = forms.BooleanField(label=_("Laat dit zien op de pagina van mijn centrum"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the registers of the data file."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["register"]
        field.choices = [(one.key, one.name) for one in registers().values()]

    def clean(self) -> dict[str, Any]:
        """Check the order of days, and the name where the register is another."""
        told = super().clean() or self.cleaned_data
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("Deze dag is voor de eerste dag."))
        if told.get("register") == "other" and not told.get("name"):
            self.add_error("name", _("Schrijf hoe dit register of certificaat heet."))
        return told


class EntryForm(forms.Form):
    """Checks a line of the learning log; points need who awarded them."""

    day = Day(label=_("Wanneer?"))
    what = FreeText(rows=1, label=_("Wat deed je?"), max_length=200)
    hours = forms.DecimalField(label=_("Hoeveel uur?"), min_value=0, max_value=999, max_digits=4, decimal_places=1)
    points = forms.DecimalField(
        label=_("Punten"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text=_("Alleen punten die iemand anders gaf. Geen punten? Laat het leeg."),
    )
    awarded_by = forms.CharField(label=_("Wie gaf de punten?"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Bij welke rol hoort het?"), required=False)
    field = forms.ChoiceField(label=_("Bij welk kennisveld hoort het?"), required=False)
    reflection = FreeText(
        label=_("Wat leerde je?"),
        required=False,
        help_text=_("Alleen jij leest dit. Schrijf geen namen of gegevens van cliënten."),
    )
    evidence = FreeText(rows=1, label=_("Waar staat je bewijs?"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the roles and fields in the language of the page."""
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        field: Any = self.fields["field"]
        role.choices = [*_NONE, *ROLES.items()]
        field.choices = [*_NONE, *FIELDS.items()]

    def clean(self) -> dict[str, Any]:
        """Ask who awarded points."""
        told = super().clean() or self.cleaned_data
        if told.get("points") is not None and not told.get("awarded_by"):
            self.add_error("awarded_by", _("Schrijf wie deze punten gaf."))
        return told


class SelfReviewForm(forms.Form):
    """Checks an answer to every statement, one level of five each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of each statement."""
        super().__init__(*args, **kwargs)
        for one in statements():
            self.fields[one.key] = forms.TypedChoiceField(
                label=said(one.words),
                choices=[(str(level), words) for level, words in LEVELS.items()],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies wat het meest klopt."), "invalid_choice": _("Kies uit de lijst.")},
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their roles."""
        return [
            (str(words), [self[one.key] for one in statements() if one.role == role]) for role, words in ROLES.items()
        ]


class ModuleForm(forms.Form):
    """Checks that the exercise of a module was done."""

    has_done = forms.BooleanField(
        label=_("Ik heb de oefening gedaan"), error_messages={"required": _("Doe eerst de oefening.")}
    )
    reflection = FreeText(
        label=_("Wat neem je mee?"),
        required=False,
        rows=3,
        help_text=_("Dit komt in je logboek. Alleen jij leest het."),
    )
