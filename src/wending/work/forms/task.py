"""A task as a team tells of it, and the steps it is made of."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from wending.work.actions.tasks import StepText, TaskText
from wending.work.forms.fields import Line
from wending.work.models import Authorisation, Colleague, Task
from wending.work.queries.proposals import Proposed
from wending.work.queries.words import MENTAL, PHYSICAL

WEEKS = (
    ("", _("Dat maakt niet uit")),
    ("1", _("1 week")),
    ("2", _("2 weken")),
    ("3", _("3 weken")),
)
STEPS = 5
# Between the URI and the name of a skill in the value of its box.
BETWEEN = "|"


class NamesForm(forms.Form):
    """Asks names of tasks, one on each line."""

    names = Line(
        label=_("Wat moet er gebeuren?"),
        help_text=_("Eén taak per regel. Bijvoorbeeld: brood bakken."),
        rows=5,
        required=False,
    )
    proposed = forms.MultipleChoiceField(label=_("Voorstellen"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposed: Iterable[Proposed] = (), **kwargs: Any) -> None:
        """Offer the names that the catalogue proposes."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["proposed"]
        field.choices = [(one.name, one.name) for one in proposed]
        if not field.choices:
            del self.fields["proposed"]

    def all_names(self) -> list[str]:
        """Return the names that were written and chosen."""
        written = [name.strip() for name in self.cleaned_data["names"].splitlines() if name.strip()]
        return [*written, *self.cleaned_data.get("proposed", [])]


class TaskForm(forms.Form):
    """Asks what a task is. Skills that were chosen, and those that are proposed, are boxes; own words are a line."""

    name = Line(label=_("Hoe heet deze taak?"), max_length=100)
    times = forms.DecimalField(
        label=_("Hoe vaak per week?"), min_value=0, max_value=999, max_digits=4, decimal_places=1
    )
    minutes = forms.IntegerField(label=_("Hoeveel minuten per keer?"), min_value=1, max_value=2400)
    doers = forms.MultipleChoiceField(label=_("Wie doen dit nu?"), required=False, widget=forms.CheckboxSelectMultiple)
    skills = forms.MultipleChoiceField(
        label=_("Wat moet je hiervoor kunnen?"),
        help_text=_("Kies niets als iedereen dit kan."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_skills = Line(
        label=_("Of schrijf het zelf"), help_text=_("Zet een komma tussen twee dingen."), required=False, max_length=400
    )
    authorisations = forms.MultipleChoiceField(
        label=_("Welke bevoegdheid is nodig voor de veiligheid?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    physical = forms.TypedChoiceField(
        label=_("Hoe zwaar is het voor je lijf?"), choices=PHYSICAL, coerce=int, initial=0, widget=forms.RadioSelect
    )
    mental = forms.TypedChoiceField(
        label=_("Hoe zwaar is het voor je hoofd?"), choices=MENTAL, coerce=int, initial=0, widget=forms.RadioSelect
    )
    most_weeks = forms.ChoiceField(
        label=_("Hoe lang achter elkaar is dit goed?"),
        help_text=_("Voor werk dat steeds hetzelfde is. Daarna doet iemand een week iets anders."),
        choices=WEEKS,
        required=False,
    )
    is_learnable = forms.BooleanField(
        label=_("Dit kun je leren terwijl je meekijkt met een collega"), required=False, initial=True
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Colleague],
        asked: Iterable[Authorisation],
        proposed: Iterable[Proposed] = (),
        **kwargs: Any,
    ) -> None:
        """Offer people, authorisations and skills."""
        super().__init__(*args, **kwargs)
        kept = self.data.getlist("skills") if isinstance(self.data, QueryDict) else []
        boxes = [*kept, *self.initial.get("skills", []), *(f"{one.uri}{BETWEEN}{one.name}" for one in proposed)]
        options = {
            "doers": [(str(one.pk), one.name) for one in people],
            "authorisations": [(str(one.pk), one.name) for one in asked],
            "skills": [(box, box.split(BETWEEN, 1)[-1]) for box in dict.fromkeys(boxes) if BETWEEN in box],
        }
        for name, choices in options.items():
            field: Any = self.fields[name]
            field.choices = choices
            if not choices:
                del self.fields[name]

    @staticmethod
    def begin(task: Task) -> dict[str, Any]:
        """Return what the form shows of a task that is there."""
        return {
            "name": task.name,
            "times": f"{task.times:g}",
            "minutes": task.minutes,
            "doers": [str(one.pk) for one in task.doers.all()],
            "skills": [f"{one.uri}{BETWEEN}{one.name}" for one in task.skills.all()],
            "authorisations": [str(one.pk) for one in task.authorisations.all()],
            "physical": task.physical,
            "mental": task.mental,
            "most_weeks": str(task.most_weeks or ""),
            "is_learnable": task.is_learnable,
            "version": task.version,
        }

    def text(self) -> TaskText:
        """Return what was filled in."""
        told = self.cleaned_data
        chosen = [tuple(box.split(BETWEEN, 1)) for box in told.get("skills", [])]
        own = [(name.strip()[:200], "") for name in told["own_skills"].split(",") if name.strip()]
        return TaskText(
            name=told["name"],
            times=told["times"],
            minutes=told["minutes"],
            physical=told["physical"],
            mental=told["mental"],
            most_weeks=int(told["most_weeks"]) if told["most_weeks"] else None,
            is_learnable=told["is_learnable"],
            skills=(*((name[:200], uri[:300]) for uri, name in chosen), *own),
            authorisations=frozenset(map(UUID, told.get("authorisations", []))),
            doers=frozenset(map(UUID, told.get("doers", []))),
        )

    def renew(self, version: int) -> None:
        """Keep all that was typed, ready to be saved over this version."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data


class StepForm(forms.Form):
    """Asks one step of a task: an empty name is no step."""

    name = Line(label=_("Wat doe je in deze stap?"), max_length=90, required=False)
    percent = forms.IntegerField(label=_("Hoeveel procent van de tijd?"), min_value=1, max_value=100, required=False)
    asks = forms.MultipleChoiceField(
        label=_("Wat moet je hiervoor kunnen of mogen?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        """Offer what the task asks."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["asks"]
        field.choices = [(f"s{one.name}", one.name) for one in task.skills.all()]
        field.choices += [(f"a{one.pk}", one.name) for one in task.authorisations.all()]
        if not field.choices:
            del self.fields["asks"]

    def clean(self) -> dict[str, Any]:
        """Ask the share of a step that has a name."""
        told = super().clean() or self.cleaned_data
        if told.get("name") and not told.get("percent"):
            self.add_error("percent", _("Schrijf hoeveel procent van de tijd dit is."))
        return told

    def step(self) -> StepText | None:
        """Return the step, nothing where it has no name."""
        told = self.cleaned_data
        if not told["name"]:
            return None
        asks = told.get("asks", [])
        skills = tuple(one[1:] for one in asks if one.startswith("s"))
        return StepText(told["name"], told["percent"], skills, tuple(one[1:] for one in asks if one.startswith("a")))


def step_forms(task: Task, data: QueryDict | None = None) -> list[StepForm]:
    """Return a form for each step, with room for more."""
    known: list[dict[str, Any]] = [
        {
            "name": step.name,
            "percent": step.percent,
            "asks": [*(f"s{name}" for name in step.skills), *(f"a{key}" for key in step.authorisations)],
        }
        for step in task.steps.all().order_by("pk")
    ]
    known += [{}] * (STEPS - len(known))
    return [
        StepForm(data, prefix=f"step{number}", task=task, initial=one) for number, one in enumerate(known[:STEPS], 1)
    ]
