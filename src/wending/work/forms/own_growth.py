"""Forms of somebody about their own work: a response, a talk, letting oneself be counted, work for a course."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wending.accounts.forms.free_text import CARE, Day, FreeText
from wending.dossier.forms.versioned import VersionedForm
from wending.work.actions.talks import MOST_LINES, Line

SPARE = 2


class ResponseForm(forms.Form):
    """A response: own words, and skills to show by name. One of both is enough."""

    text = FreeText(label=gettext_lazy("Wat wil je zeggen?"), help_text=CARE, required=False, rows=5)
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("Wat wil je laten zien van wat je kunt?"),
        help_text=gettext_lazy("Alleen wat je aanvinkt gaat mee. Niets is vooraf aangevinkt."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        if not names:
            del self.fields["shown"]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty response."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not told.get("text") and not told.get("shown"):
            self.add_error("text", _("Schrijf iets, of vink iets aan."))
        return told


class TalkForm(VersionedForm):
    """Own questions with answers, and which of them the reader may see. Empty questions at the end are spare ones."""

    day = Day(label=gettext_lazy("Wanneer is het gesprek?"), required=False)

    def __init__(self, *args: Any, lines: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(len(lines) + SPARE, MOST_LINES)
        for place in range(self.count):
            line = lines[place] if place < len(lines) else {"question": "", "answer": "", "is_shown": False}
            self.fields[f"question_{place}"] = FreeText(
                label=_("Vraag %(number)s") % {"number": place + 1},
                required=False,
                rows=1,
                max_length=300,
                initial=line["question"],
            )
            self.fields[f"answer_{place}"] = FreeText(
                label=_("Mijn antwoord"), required=False, rows=3, max_length=3000, initial=line["answer"]
            )
            self.fields[f"is_shown_{place}"] = forms.BooleanField(
                label=_("Dit mag mijn leidinggevende zien"), required=False, initial=line["is_shown"]
            )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of each line."""
        names = ("question", "answer", "is_shown")
        return [tuple(self[f"{name}_{place}"] for name in names) for place in range(self.count)]  # type: ignore[misc]

    def lines(self) -> list[Line]:
        """Return the lines that have a question."""
        told = self.cleaned_data
        return [
            Line(told[f"question_{place}"], told[f"answer_{place}"], told[f"is_shown_{place}"])
            for place in range(self.count)
            if told[f"question_{place}"]
        ]


class ShowForm(forms.Form):
    """To whom a talk is shown, until when, and which goals go with it."""

    reader = forms.ChoiceField(label=gettext_lazy("Wie mag het zien?"), widget=forms.RadioSelect)
    until = Day(label=gettext_lazy("Tot en met welke dag?"))
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Welke doelen uit je plan laat je zien?"),
        help_text=gettext_lazy("Je leidinggevende ziet het doel en de stappen die nog open zijn. Niet waarom."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, readers: Sequence[tuple[str, str]], goals: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = list(readers)  # type: ignore[attr-defined]
        self.fields["goals"].choices = list(goals)  # type: ignore[attr-defined]
        if not goals:
            del self.fields["goals"]

    def goals_chosen(self) -> list[UUID]:
        """Return the numbers of the goals that were ticked."""
        return [UUID(one) for one in self.cleaned_data.get("goals", [])]


class CountForm(forms.Form):
    """Which skills count, until when."""

    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Wat kun je hiervan?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    until = Day(label=gettext_lazy("Tot en met welke dag telt het mee?"))

    def __init__(self, *args: Any, skills: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = list(skills)  # type: ignore[attr-defined]


class WorkForm(forms.Form):
    """What somebody did for a step."""

    text = FreeText(label=gettext_lazy("Wat deed je?"), help_text=CARE, rows=4)
