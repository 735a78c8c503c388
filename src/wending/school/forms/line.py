"""Checks a part of a school's line: goals, lessons, talks and moments, a line of text for each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.dossier.rules.reflection import Competence
from wending.school.forms.lesson import Lines
from wending.school.queries import lesson_words as words
from wending.school.queries.lines import moments_for
from wending.school.rules.line_part import Part
from wending.school.rules.terms import PHASES

MOST_GOALS = 8


class Pairs(Lines):
    """Lines of two things with a colon between them."""

    def clean(self, value: Any) -> Any:
        """Return the pairs."""
        pairs = []
        for line in super().clean(value):
            first, colon, second = (part.strip() for part in line.partition(":"))
            if not first or not colon or not second:
                raise forms.ValidationError(_("Zet een dubbele punt in deze regel: “%(line)s”."), params={"line": line})
            pairs.append((first, second))
        return pairs

    def prepare_value(self, value: Any) -> Any:
        """Show pairs as they are typed."""
        return "\n".join(": ".join(pair) for pair in value) if isinstance(value, list | tuple) else value


class PartForm(forms.Form):
    """One year of a phase; its fields of goals are made per competence."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    talks = Pairs(
        label=_("Gesprekken"),
        required=False,
        rows=3,
        help_text=_("Elk gesprek op een regel: wie, een dubbele punt, waarover. Zoals: leerling en mentor: de stage."),
    )
    moments = forms.MultipleChoiceField(
        label=_("Keuzes en momenten"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_moments = Pairs(
        label=_("Eigen momenten"),
        required=False,
        rows=2,
        help_text=_("Elk moment op een regel: naam, een dubbele punt, wat er gebeurt."),
    )
    evidence = FreeText(label=_("Welk bewijs bewaart de leerling?"), required=False, rows=3, max_length=1000)

    def __init__(self, *args: Any, phase: str, year: int, lessons: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.phase, self.year = phase, year
        for one in Competence:
            self.fields[goal_field(one)] = Lines(
                label=_("Leerdoelen"),
                required=False,
                most=MOST_GOALS,
                rows=3,
                help_text=_("Elk leerdoel op een regel. Begin met: Ik kan."),
            )
            self.fields[lesson_field(one)] = forms.MultipleChoiceField(
                label=_("Lessen hierbij"), required=False, choices=lessons, widget=forms.SelectMultiple
            )
        self.fields["moments"].choices = [(one.key, one.name) for one in moments_for(phase, year)]  # type: ignore[attr-defined]

    def part(self) -> Part:
        """Return what was filled in; call it on a valid form."""
        told = self.cleaned_data
        return Part(
            phase=self.phase,
            year=self.year,
            goals={one: tuple(told[goal_field(one)]) for one in Competence},
            lessons={one: tuple(told[lesson_field(one)]) for one in Competence},
            talks=tuple(told["talks"]),
            moments=tuple(told["moments"]),
            own_moments=tuple(told["own_moments"]),
            evidence=told["evidence"],
        )


class PhasesForm(forms.Form):
    """Which phases a school teaches."""

    phases = forms.MultipleChoiceField(
        label=_("Welke fasen heeft je school?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één fase.")},
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["phases"].choices = [(one, words.phase_name(one)) for one in PHASES]  # type: ignore[attr-defined]


def goal_field(competence: Competence) -> str:
    """Return the name of the field with the goals of a competence."""
    return f"goals_{competence.value}"


def lesson_field(competence: Competence) -> str:
    """Return the name of the field with the lessons of a competence."""
    return f"lessons_{competence.value}"


def initial_of(part: Part) -> dict[str, Any]:
    """Return a part as the form begins with it."""
    return {
        **{goal_field(one): part.goals[one] for one in Competence},
        **{lesson_field(one): list(part.lessons[one]) for one in Competence},
        "talks": part.talks,
        "moments": list(part.moments),
        "own_moments": part.own_moments,
        "evidence": part.evidence,
    }
