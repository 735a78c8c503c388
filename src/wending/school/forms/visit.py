"""The forms of a visit: asking, answering, changing, who comes along, and looking back."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wending.school.forms.outside_fields import PlainText
from wending.school.models import OfferDay, SchoolGroup
from wending.school.queries.outside_words import AGAIN, LOOK_BACK, SCALE


class AskForm(forms.Form):
    """What a school asks of a host."""

    group = forms.ChoiceField(label=_("Met welke klas?"))
    day = forms.TypedChoiceField(label=_("Op welke dag?"), coerce=int)
    number = forms.IntegerField(label=_("Hoeveel leerlingen?"), min_value=1)
    companions = PlainText(
        label=_("Wie gaat er mee van school?"), help_text=_("Namen of aantal. De gastheer leest dit.")
    )
    contact = forms.EmailField(label=_("Jouw e-mailadres"), help_text=_("De gastheer kan je hier bereiken."))
    wish = PlainText(
        rows=3, label=_("Wat wil je verder zeggen of vragen?"), help_text=_("Schrijf niets over een leerling.")
    )
    wants_names = forms.BooleanField(
        required=False,
        label=_("De gastheer wil namen weten."),
        help_text=_("We vragen dan aan leerlingen en ouders of dat mag."),
    )
    safe = forms.BooleanField(label=_("Wij lazen wat leerlingen moeten weten en wat niet mag. Wij houden ons daaraan."))

    def __init__(self, *args: Any, groups: list[SchoolGroup], days: list[OfferDay], **kwargs: Any) -> None:
        """Offer one's own classes and the free days."""
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(str(row.pk), row.name) for row in groups]  # type: ignore[attr-defined]
        self.fields["day"].choices = day_choices(days)  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """What a school changes in a visit."""

    number = forms.IntegerField(label=_("Hoeveel leerlingen?"), min_value=1)
    companions = PlainText(label=_("Wie gaat er mee van school?"))
    wish = PlainText(rows=3, label=_("Wat wil je verder zeggen of vragen?"))
    day = forms.TypedChoiceField(
        label=_("Op welke dag?"),
        help_text=_("Een andere dag? Dan vraagt de gastheer opnieuw, en ouders ook."),
        coerce=int,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, days: list[OfferDay], **kwargs: Any) -> None:
        """Offer the day as it is and the free days."""
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = day_choices(days)  # type: ignore[attr-defined]


class HostAnswerForm(forms.Form):
    """What a host answers."""

    safety = PlainText(
        rows=3,
        label=_("Extra afspraken over veiligheid"),
        help_text=_("Laat leeg als er niets bij komt. De school moet hier ja op zeggen."),
    )
    reply = PlainText(rows=3, label=_("Wat wil je de school zeggen?"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class HostBackForm(forms.Form):
    """What a host says back to the school."""

    words = PlainText(rows=4, label=_("Hoe was het?"), help_text=_("Schrijf geen namen van leerlingen."))
    again = forms.ChoiceField(label=_("Wil je vaker een klas ontvangen?"), choices=list(AGAIN.items()))


class AnswerForm(forms.Form):
    """The answer of a parent, or of a learner from sixteen."""

    comes = forms.ChoiceField(label="", choices=[("yes", _("Ja")), ("no", _("Nee"))], widget=forms.RadioSelect)
    may_name = forms.BooleanField(required=False)

    def __init__(self, *args: Any, question: str, name_question: str, **kwargs: Any) -> None:
        """Ask in the words that fit who answers."""
        super().__init__(*args, **kwargs)
        self.fields["comes"].label = question
        self.fields["may_name"].label = name_question


class LookBackForm(forms.Form):
    """What one of the class says back: four sentences, each may stay open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of each sentence."""
        super().__init__(*args, **kwargs)
        for key, words in LOOK_BACK.items():
            self.fields[key] = forms.TypedChoiceField(
                label=words,
                choices=[(str(step), said) for step, said in SCALE.items()],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def scores(self) -> dict[str, int]:
        """Return the scores that were given."""
        return {key: score for key, score in self.cleaned_data.items() if score is not None}


class SummaryForm(forms.Form):
    """What a teacher tells the host after talking with the class."""

    summary = PlainText(
        rows=4,
        label=_("Wat zei de klas, in jouw woorden?"),
        help_text=_("De gastheer leest dit. Schrijf niets over een leerling."),
    )


def day_choices(days: list[OfferDay]) -> list[tuple[int, str]]:
    """Return days as choices, with the hours where they are told."""
    return [(row.pk, day_words(row)) for row in days]


def day_words(row: OfferDay) -> str:
    """Return a day in words, with its hours."""
    words = date_format(row.day, "l j F Y")
    hours = [time.strftime("%H:%M") for time in (row.begins, row.ends) if time]
    return f"{words}, {' - '.join(hours)}" if hours else words
