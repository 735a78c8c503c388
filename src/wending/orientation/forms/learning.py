"""What someone tells about learning: the diploma they have, subjects, ways of learning, and where."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wending.orientation.queries import study_words
from wending.orientation.rules.study import DISTANCES, Study
from wending.reference.queries.regions import region_names

_CHOOSE = {"invalid_choice": _("Kies alleen uit de lijst.")}


class LearningForm(forms.Form):
    """Checks what is told about learning; everything may stay empty. Without loaded regions none can be chosen."""

    level = forms.ChoiceField(
        label=_("Welk diploma heb je, of haal je straks?"),
        choices=[("", _("Dat zeg ik liever niet")), *study_words.SCHOOL_LEVELS.items()],
        required=False,
        error_messages=_CHOOSE,
    )
    liked = forms.MultipleChoiceField(
        label=_("Welke vakken vind of vond je leuk?"),
        choices=list(study_words.SUBJECTS.items()),
        required=False,
        error_messages=_CHOOSE,
    )
    disliked = forms.MultipleChoiceField(
        label=_("Welke vakken vind of vond je niet leuk?"),
        choices=list(study_words.SUBJECTS.items()),
        required=False,
        error_messages=_CHOOSE,
    )
    ways = forms.MultipleChoiceField(
        label=_("Hoe wil je leren?"),
        choices=list(study_words.WAYS.items()),
        required=False,
        error_messages=_CHOOSE,
    )
    region = forms.ChoiceField(label=_("In welke regio wil je leren?"), required=False, error_messages=_CHOOSE)
    distance = forms.ChoiceField(
        label=_("Hoe ver mag het zijn?"),
        choices=list(study_words.DISTANCES.items()),
        required=False,
        error_messages=_CHOOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the regions that are loaded."""
        super().__init__(*args, **kwargs)
        self.regions = region_names()
        field: Any = self.fields["region"]
        field.choices = [("", _("Geen of weet ik niet")), *self.regions.items()]

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where a subject is both liked and not."""
        told = super().clean() or {}
        if {*told.get("liked", ())} & {*told.get("disliked", ())}:
            self.add_error("disliked", _("Een vak staat twee keer. Haal het hier of hierboven weg."))
        return told

    def study(self) -> Study:
        """Return what was told."""
        told = self.cleaned_data
        return Study(
            level=told["level"],
            liked=tuple(told["liked"]),
            disliked=tuple(told["disliked"]),
            ways=tuple(told["ways"]),
            region=told["region"],
            distance=told["distance"] or DISTANCES[0],
        )
