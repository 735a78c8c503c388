"""Forms about openings, functions, the training plan and own courses of a firm, and files it brings."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.forms.free_text import Day, FreeText
from wending.dossier.forms.versioned import VersionedForm
from wending.work.actions.courses import CourseTold, StepTold
from wending.work.actions.needs import FunctionTold
from wending.work.actions.openings import Told
from wending.work.actions.training import LineTold
from wending.work.queries.growth_words import ANSWERS, KINDS
from wending.work.rules.openings import Kind

Choices = Sequence[tuple[str, Any]]


def decimal(label: Any, most: int, places: int = 1, hint: Any = "") -> forms.DecimalField:
    """Return a field for an amount that may stay empty."""
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=most,
        decimal_places=places,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def number(label: Any, most: int = 999, required: bool = False, least: int = 0) -> forms.IntegerField:
    """Return a field for a number of people."""
    return forms.IntegerField(label=label, required=required, min_value=least, max_value=most)


class OpeningForm(VersionedForm):
    """An opening."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat is er?"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    title = FreeText(label=gettext_lazy("Hoe heet het?"), rows=1, max_length=120)
    text = FreeText(label=gettext_lazy("Wat ga je doen?"), required=False, rows=5)
    hours = decimal(gettext_lazy("Uren per week"), 60)
    period = FreeText(
        label=gettext_lazy("Wanneer?"),
        help_text=gettext_lazy("Bijvoorbeeld: drie maanden"),
        required=False,
        rows=1,
        max_length=120,
    )
    place = FreeText(label=gettext_lazy("Waar?"), required=False, rows=1, max_length=120)
    places = number(gettext_lazy("Voor hoeveel mensen?"), 99, required=True, least=1)
    opens = Day(label=gettext_lazy("Open vanaf"))
    closes = Day(label=gettext_lazy("Open tot en met"))
    for_network = forms.BooleanField(
        label=gettext_lazy("Ook voor mensen van bedrijven uit ons netwerk"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("opens") and told.get("closes") and told["closes"] < told["opens"]:
            self.add_error("closes", _("De laatste dag ligt voor de eerste."))
        return told

    def told(self) -> Told:
        """Return what was told."""
        return Told(**{**_of(self, Told), "kind": Kind(self.cleaned_data["kind"])})


class FunctionForm(VersionedForm):
    """A function of a firm."""

    name = FreeText(label=gettext_lazy("Functie"), rows=1, max_length=120)
    people = number(gettext_lazy("Hoeveel mensen doen dit nu?"))
    people_later = number(gettext_lazy("En over twee jaar, denk je?"))

    def told(self) -> FunctionTold:
        """Return what was told."""
        return FunctionTold(**_of(self, FunctionTold))


class LineForm(VersionedForm):
    """A line of the training plan."""

    who = FreeText(
        label=gettext_lazy("Wie?"),
        help_text=gettext_lazy("Een rol of team, geen naam. Bijvoorbeeld: bakkers"),
        rows=1,
        max_length=120,
    )
    people = number(gettext_lazy("Hoeveel mensen?"), required=True, least=1)
    function = forms.ChoiceField(label=gettext_lazy("Bij welke functie hoort het?"), required=False)
    what = FreeText(label=gettext_lazy("Wat gaan ze leren?"), rows=1, max_length=200)
    programme = forms.ChoiceField(label=gettext_lazy("Opleiding uit onze lijst"), required=False)
    course = forms.ChoiceField(label=gettext_lazy("Of een eigen cursus"), required=False)
    starts = Day(label=gettext_lazy("Wanneer begint het?"), required=False)
    hours = decimal(gettext_lazy("Uren per persoon"), 5000, hint=gettext_lazy("Leeg: dat weet je nog niet."))
    costs = decimal(gettext_lazy("Kosten per persoon in euro"), 999_999, 2, gettext_lazy("Leeg: dat weet je nog niet."))
    owner = FreeText(label=gettext_lazy("Wie regelt dit?"), required=False, rows=1, max_length=120)
    funding = forms.ChoiceField(
        label=gettext_lazy("Regeling die misschien meebetaalt"),
        help_text=gettext_lazy("Kijk eerst bij de regeling zelf of die nog geldt."),
        required=False,
    )
    is_done = forms.BooleanField(label=gettext_lazy("Dit is klaar"), required=False)

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in choices.items():
            self.fields[name].choices = [("", _("Niets gekozen")), *options]  # type: ignore[attr-defined]
            if not options:
                del self.fields[name]

    def told(self) -> LineTold:
        """Return what was told."""
        told = _of(self, LineTold)
        told |= {name: told.get(name) or None for name in ("function", "course")}
        return LineTold(**told)


class CourseForm(VersionedForm):
    """A course of the firm."""

    title = FreeText(label=gettext_lazy("Hoe heet de cursus?"), rows=1, max_length=120)
    text = FreeText(label=gettext_lazy("Wat leer je?"), required=False, rows=4)
    hours = decimal(gettext_lazy("Hoeveel uur ongeveer?"), 5000)
    is_open = forms.BooleanField(label=gettext_lazy("Open: mensen kunnen meedoen"), required=False)

    def told(self) -> CourseTold:
        """Return what was told."""
        return CourseTold(**_of(self, CourseTold))


class StepForm(forms.Form):
    """A step of a course."""

    title = FreeText(label=gettext_lazy("Stap"), rows=1, max_length=120)
    criterion = FreeText(
        label=gettext_lazy("Waaraan zie je dat iemand dit kan?"),
        help_text=gettext_lazy("Iets wat een ander kan zien of horen."),
        rows=2,
        max_length=400,
    )
    evidence = FreeText(
        label=gettext_lazy("Wat kan iemand laten zien?"),
        required=False,
        rows=1,
        max_length=400,
        help_text=gettext_lazy("Bijvoorbeeld: een foto, of samen doen"),
    )

    def told(self) -> StepTold:
        """Return what was told."""
        return StepTold(**_of(self, StepTold))


class PeopleForm(forms.Form):
    """Who of the firm looks at work in a course."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Wie kijkt mee?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to a response."""

    answer = forms.ChoiceField(label=gettext_lazy("Je antwoord"), choices=list(ANSWERS.items()))
    text = FreeText(label=gettext_lazy("Wat wil je erbij zeggen?"), required=False, rows=3)


class TextForm(forms.Form):
    """A text to somebody."""

    text = FreeText(label=gettext_lazy("Wat wil je zeggen?"), rows=4)


class FileForm(forms.Form):
    """A file of the administration, of a kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat staat erin?"),
        choices=[
            ("people", gettext_lazy("Mensen (CSV)")),
            ("workers", gettext_lazy("Mensen (HR Open, JSON)")),
            ("openings", gettext_lazy("Kansen (CSV)")),
            ("training", gettext_lazy("Opleidingsplan (CSV)")),
        ],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=gettext_lazy("Kies het bestand"), allow_empty_file=True)
    is_trial = forms.BooleanField(
        label=gettext_lazy("Eerst proberen: laat zien wat er zou veranderen"), required=False, initial=True
    )

    def clean_file(self) -> bytes:
        """Return what is in the file."""
        upload = self.cleaned_data["file"]
        if upload.size > 10 * 1024**2:
            raise ValidationError(_("Het bestand is te groot. We lezen hooguit 10 MB."))
        content: bytes = upload.read()
        return content


def _of(form: forms.Form, kind: type) -> dict[str, Any]:
    """Return the fields of a form that a dataclass has; what is not there takes its default."""
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in form.cleaned_data.items() if name in names}
