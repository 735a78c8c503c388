"""The forms of the self-assessment: a step for each statement, evidence, and an action of the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.school.forms.outside_fields import Day, PlainText
from wending.school.queries.quality import StatementView, step_words
from wending.school.rules.quality import NOT_KNOWN


class FillForm(forms.Form):
    """One's own step for each statement; each may stay open."""

    note = PlainText(rows=3, label=_("Wil je er iets bij zeggen?"), help_text=_("Alleen jij ziet dit."))

    def __init__(self, *args: Any, statements: Sequence[StatementView], **kwargs: Any) -> None:
        """Make a field of each statement."""
        super().__init__(*args, **kwargs)
        choices = [(str(step), f"{step}, {name}") for step, (name, _text) in step_words().items()]
        choices.append((str(NOT_KNOWN), gettext("weet ik niet")))
        for one in statements:
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.text,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial=one.own,
            )

    def steps(self) -> dict[str, int]:
        """Return the steps that were given."""
        return {key: step for key, step in self.cleaned_data.items() if key != "note" and step is not None}


class SetForm(forms.Form):
    """The step that is set for each statement, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, statements: Sequence[StatementView], **kwargs: Any) -> None:
        """Make two fields of each statement."""
        super().__init__(*args, **kwargs)
        choices = [(str(step), f"{step}, {name}") for step, (name, _text) in step_words().items()]
        for one in statements:
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.text,
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
                initial=one.step,
                error_messages={"required": _("Kies een stap.")},
                help_text=_("Het team: van %(low)s tot %(high)s.") % {"low": one.low, "high": one.high}
                if one.low
                else "",
            )
            self.fields[f"why-{one.key}"] = PlainText(label=_("Waarom?"), max_length=300, initial=one.reason)

    def steps(self) -> Mapping[str, int]:
        """Return the steps by statement."""
        return {key: step for key, step in self.cleaned_data.items() if key != "version" and not key.startswith("why-")}

    def reasons(self) -> Mapping[str, str]:
        """Return the reasons by statement."""
        return {key[4:]: words for key, words in self.cleaned_data.items() if key.startswith("why-")}


class EvidenceForm(forms.Form):
    """What shows how a criterion stands."""

    criterion = forms.ChoiceField(label=_("Bij welk onderdeel?"))
    text = PlainText(
        rows=2, required=True, label=_("Waar blijkt het uit?"), help_text=_("Schrijf niets over een leerling.")
    )
    link = forms.URLField(label=_("Waar staat het?"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, criteria: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the criteria of the round."""
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = list(criteria)  # type: ignore[attr-defined]


class ActionForm(forms.Form):
    """An action of the plan."""

    criterion = forms.ChoiceField(label=_("Bij welk onderdeel?"))
    text = PlainText(rows=2, required=True, label=_("Wat gaan we doen?"))
    owner = PlainText(required=True, max_length=100, label=_("Wie zorgt ervoor?"))
    due = Day(label=_("Wanneer is het klaar?"))

    def __init__(self, *args: Any, criteria: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the criteria of the round."""
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = list(criteria)  # type: ignore[attr-defined]
