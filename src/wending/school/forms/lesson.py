"""Checks lessons that teachers write, what they say of one, and what they plan. Style is advised, never refused."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import Day, FreeText
from wending.dossier.rules.reflection import Competence
from wending.school.models import SchoolGroup
from wending.school.queries import lesson_words as words
from wending.school.queries.catalogue import occupation_names, skill_names
from wending.school.rules import terms as t

LONGEST_LINE = 300


class Lines(FreeText):
    """Several lines; each is one thing, empty ones are left out."""

    def __init__(self, *, least: int = 0, most: int = 12, **rest: Any) -> None:
        super().__init__(rows=rest.pop("rows", 5), **rest)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        """Return the lines; refuse too few or too many."""
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]
        if not self.least <= len(lines) <= self.most and (lines or self.required):
            words_ = _("Schrijf %(least)s tot %(most)s regels. Nu zijn het er %(n)s.")
            raise forms.ValidationError(words_, params={"least": self.least, "most": self.most, "n": len(lines)})
        return lines

    def prepare_value(self, value: Any) -> Any:
        """Show lines as they are typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class Named(Lines):
    """Names of things in the catalogue, one a line; an unknown one is told with what looks like it."""

    def __init__(self, *, known: Callable[[], Mapping[str, str]], names: Callable[[str], str], **rest: Any) -> None:
        super().__init__(**rest)
        self.known, self.name_of = known, names

    def clean(self, value: Any) -> Any:
        """Return the ids of the names."""
        known, found = self.known(), []
        for line in super().clean(value):
            if line.casefold() not in known:
                near = [self.name_of(known[one]) for one in get_close_matches(line.casefold(), known, 3, 0.6)]
                said = _("“%(name)s” staat niet in onze lijst.")
                if near:
                    said = _("“%(name)s” staat niet in onze lijst. Bedoel je: %(near)s?")
                raise forms.ValidationError(said, params={"name": line, "near": ", ".join(near)})
            found.append(known[line.casefold()])
        return list(dict.fromkeys(found))

    def prepare_value(self, value: Any) -> Any:
        """Show names for ids; what was typed stays as it was typed."""
        return "\n".join(self.name_of(one) for one in value) if isinstance(value, list | tuple) else value


class OwnLessonForm(forms.Form):
    """A lesson by a teacher, with the same parts as our own."""

    title = FreeText(rows=1, max_length=120, label=_("Titel"), help_text=_("Zeg wat leerlingen doen."))
    subject = forms.ChoiceField(label=_("Vak"))
    phases = forms.MultipleChoiceField(label=_("Voor wie?"), widget=forms.CheckboxSelectMultiple)
    competences = forms.MultipleChoiceField(label=_("Over welke vraag gaat het?"), widget=forms.CheckboxSelectMultiple)
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten les?"), min_value=t.MINUTES_LEAST, max_value=t.MINUTES_MOST, initial=50
    )
    outside = forms.ChoiceField(label=_("Waar?"))
    now = FreeText(
        label=_("Hoe koppel je het aan iets dat nu speelt?"),
        rows=3,
        max_length=1000,
        help_text=_("Nieuws, een bedrijf in de buurt of het seizoen. Schrijf hoe je dat vindt, niet één bericht."),
    )
    steps = Lines(
        label=_("Stappen"), least=t.STEPS_LEAST, most=t.STEPS_MOST, rows=6, help_text=_("Elke stap op een regel.")
    )
    evidence = FreeText(label=_("Wat bewaart de leerling?"), rows=2, max_length=500)
    question = FreeText(
        label=_("Eén vraag om na te praten"), rows=1, max_length=200, help_text=_("Over wat leerlingen net deden.")
    )
    material = FreeText(label=_("Wat heb je nodig?"), rows=2, max_length=500)
    safety = FreeText(label=_("Waar moet je op letten?"), rows=2, max_length=500, required=False)
    occupations = Named(
        known=occupation_names,
        names=lambda one: words.job(one),
        label=_("Beroepen"),
        least=t.OCCUPATIONS_LEAST,
        most=t.OCCUPATIONS_MOST,
        rows=3,
        help_text=_("Elk beroep op een regel, zoals het hier heet."),
    )
    skills = Named(
        known=skill_names,
        names=lambda one: words.skill(one),
        label=_("Vaardigheden"),
        rows=3,
        required=False,
        help_text=_("Elke vaardigheid op een regel. Hiermee vinden we beroepen waarin de les ertoe doet."),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._choose("subject", [(one, words.subject_name(one)) for one in t.SUBJECTS])
        self._choose("phases", [(one, words.phase_name(one)) for one in t.PHASES])
        self._choose("competences", [(one.value, words.competence_question(one)) for one in Competence])
        self._choose("outside", list(words.OUTSIDE.items()))

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """A lesson on a day for a group, tied to something that happens now."""

    group = forms.ChoiceField(label=_("Welke groep?"))
    day = Day(label=_("Welke dag?"))
    now = FreeText(
        label=_("Wat speelt er nu?"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("Jouw eigen koppeling: een bericht, een bedrijf, het weer. Noem geen leerlingen."),
    )
    link = forms.URLField(
        label=_("Link"), max_length=500, required=False, assume_scheme="https", help_text=_("Naar het bericht.")
    )

    def __init__(self, *args: Any, groups: list[SchoolGroup], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["group"].choices = [(str(one.pk), one.name) for one in groups]  # type: ignore[attr-defined]


class RatingForm(forms.Form):
    """Whether a lesson worked in class."""

    worked = forms.TypedChoiceField(
        label=_("Werkte het in de klas?"),
        coerce=int,
        choices=[
            (1, _("1: nee, helemaal niet")),
            (2, _("2: niet echt")),
            (3, _("3: gaat wel")),
            (4, _("4: ja, goed")),
            (5, _("5: ja, heel goed")),
        ],
    )
    remark = FreeText(
        label=_("Wat wil je collega's zeggen?"),
        rows=2,
        max_length=300,
        required=False,
        help_text=_("Anderen lezen dit zonder je naam. Noem geen leerlingen."),
    )


class LookForm(forms.Form):
    """What a teacher of another school says of an offered lesson."""

    advice = FreeText(label=_("Wat zou je veranderen?"), rows=3, max_length=600, required=False)
