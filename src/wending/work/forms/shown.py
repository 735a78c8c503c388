"""What somebody chooses to show to a team: from their own record, about tasks, or in own words; always until a day."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wending.work.actions.show import Choice
from wending.work.forms.fields import Day, Line
from wending.work.models import Task
from wending.work.queries.shown import Offer
from wending.work.queries.words import KINDS
from wending.work.rules.shown import Kind

BETWEEN = "|"
_WISHES = [("", _("Niets laten zien")), *((kind.value, KINDS[kind]) for kind in (Kind.WANT, Kind.AVOID, Kind.LEARN))]


class ShowForm(forms.Form):
    """Offers skills and goals of one's own, a wish for each task, and a line in own words. Nothing is ticked before."""

    talents = forms.MultipleChoiceField(
        label=_("Wat je kunt, uit je eigen dossier"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label=_("Wat je wilt, uit je eigen plan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = Line(label=_("Dit kan ik, in je eigen woorden"), required=False, max_length=200)
    learn = Line(label=_("Dit wil ik leren, in je eigen woorden"), required=False, max_length=200)
    until = Day(label=_("Tot en met wanneer?"), help_text=_("Daarna is het vanzelf weg. Hooguit twee jaar."))

    def __init__(
        self, *args: Any, skills: Iterable[Offer], goals: Iterable[Offer], tasks: Iterable[Task], **kwargs: Any
    ) -> None:
        """Offer what there is; the last day is a year from now unless chosen otherwise."""
        kwargs.setdefault("initial", {"until": timezone.localdate() + timedelta(days=365)})
        super().__init__(*args, **kwargs)
        for name, offers in (("talents", skills), ("goals", goals)):
            field: Any = self.fields[name]
            field.choices = [(f"{one.uri}{BETWEEN}{one.text}", one.text) for one in offers]
            if not field.choices:
                del self.fields[name]
        self.tasks = list(tasks)
        for task in self.tasks:
            self.fields[f"task_{task.pk}"] = forms.ChoiceField(label=task.name, choices=_WISHES, required=False)

    @property
    def about_tasks(self) -> list[forms.BoundField]:
        """The fields about tasks, apart from the others."""
        return [self[f"task_{task.pk}"] for task in self.tasks]

    def choices(self) -> list[Choice]:
        """Return each thing that was chosen."""
        told = self.cleaned_data
        until = told["until"]
        found = []
        for name, kind in (("talents", Kind.TALENT), ("goals", Kind.LEARN)):
            for value in told.get(name, []):
                uri, text = value.split(BETWEEN, 1)
                found.append(Choice(kind, until, text, uri))
        for name, kind in (("text", Kind.TALENT), ("learn", Kind.LEARN)):
            if told[name]:
                found.append(Choice(kind, until, told[name]))
        for task in self.tasks:
            if told.get(f"task_{task.pk}"):
                found.append(Choice(Kind(told[f"task_{task.pk}"]), until, task=task.pk))
        return found
