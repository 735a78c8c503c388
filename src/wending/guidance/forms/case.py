"""A new case, to-dos, notes, and the end of a case."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.guidance.queries import case_words as words
from wending.guidance.rules.case import Audience, Line, Seat
from wending.guidance.rules.follow_up import MONTHS

PRIVATE = "private"


class CaseForm(forms.Form):
    """The question of a client, and how to reach a client who has no account."""

    client_name = forms.CharField(label=_("Hoe heet de cliënt?"), max_length=100)
    client_email = forms.EmailField(label=_("E-mailadres"), required=False)
    client_phone = forms.CharField(label=_("Telefoonnummer"), max_length=40, required=False)
    question = FreeText(
        label=_("Wat is de vraag?"), help_text=_("In de woorden van de cliënt. Een vraag, geen tekort.")
    )
    line = forms.ChoiceField(
        label=_("Welke hulp past erbij?"), choices=words.LINES.items(), widget=forms.RadioSelect, initial=Line.SECOND
    )

    def __init__(self, *args: Any, is_known: bool = False, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if is_known:
            for name in ("client_name", "client_email", "client_phone"):
                del self.fields[name]


class TodoForm(forms.Form):
    """Something to do, perhaps before a day."""

    text = FreeText(label=_("Wat moet je doen?"), rows=1, max_length=500)
    due = Day(label=_("Voor welke dag?"), required=False)


class NoteForm(forms.Form):
    """A note of a conversation and who reads it."""

    held_on = Day(label=_("Wanneer was het gesprek?"))
    text = FreeText(label=_("Wat is er besproken?"), rows=6, help_text=CARE)
    reader = forms.ChoiceField(
        label=_("Wie leest dit?"),
        choices=[(PRIVATE, _("Alleen ik")), *words.AUDIENCES.items()],
        widget=forms.RadioSelect,
        initial=Audience.CLIENT,
    )

    def __init__(self, *args: Any, seat: Seat, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["held_on"].initial = timezone.localdate
        if seat is Seat.TEAM:
            # Who is in the team reads what is for the team, so writes no more than that.
            self.fields["reader"] = forms.ChoiceField(
                label=_("Wie leest dit?"),
                choices=[(PRIVATE, _("Alleen ik")), (Audience.TEAM.value, _("De cliënt en het hele team"))],
                widget=forms.RadioSelect,
                initial=Audience.TEAM,
            )


class TextForm(forms.Form):
    """A text that several may change; `version` is what was read."""

    text = FreeText(label=_("Tekst"), rows=8, help_text=CARE)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ClosingForm(forms.Form):
    """What came of it, and when to ask again."""

    outcome = FreeText(
        label=_("Wat heeft het opgeleverd?"),
        help_text=_("Schrijf dit samen, in de woorden van de cliënt."),
        required=False,
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Wanneer mogen we vragen hoe het gaat?"),
        help_text=_("Alleen wat je met de cliënt afspreekt."),
        choices=[(month, words.AFTER[month]) for month in MONTHS],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class HandoverForm(forms.Form):
    """To which colleague a case goes; whose client has no e-mail is told first."""

    to = forms.ChoiceField(label=_("Aan wie draag je over?"), choices=[])
    has_told = forms.BooleanField(label=_("Ik vertelde het de cliënt, en die vindt het goed."), required=False)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], can_mail: bool, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["to"].choices = colleagues  # type: ignore[attr-defined]
        if can_mail:
            del self.fields["has_told"]


class FollowUpForm(forms.Form):
    """Three questions, each with a way not to answer."""

    doing = forms.ChoiceField(label=_("Wat doe je nu?"), choices=words.DOING.items(), widget=forms.RadioSelect)
    satisfied = forms.ChoiceField(
        label=_("Hoe tevreden ben je over de begeleiding?"), choices=words.SATISFIED.items(), widget=forms.RadioSelect
    )
    step = forms.ChoiceField(
        label=_("Heb je een stap gezet die je wilde zetten?"), choices=words.STEPS.items(), widget=forms.RadioSelect
    )
    words = FreeText(label=_("Wil je nog iets vertellen?"), required=False, help_text=CARE)
