"""Forms of questionnaires: what somebody with a link answers, page by page, and the wave that a researcher sets up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wending.accounts.forms.free_text import FreeText
from wending.effect.queries.follow_up_words import choices_of, hint_words, question_words
from wending.effect.queries.report_words.outcomes import NAMES
from wending.effect.rules.follow_up import Kind, Question, Terms, can_ask, pages_of
from wending.effect.rules.outcomes import OUTCOMES
from wending.effect.rules.plan import Plan

# The name of why there is no number.
WHY = "_why"


class Number(forms.FloatField):
    """A number with a comma or a point, typed on a phone."""

    def to_python(self, value: Any) -> Any:
        """Read a number as people here write it."""
        return super().to_python(str(value).strip().replace(",", ".") if value else value)


class QuestionsForm(forms.Form):
    """All questions of a wave; those of one page are shown, what was told on other pages goes along unseen.

    Nothing is kept before the end, and nothing needs a cookie.
    """

    def __init__(self, *args: Any, outcomes: list[str], horizon: int, page: int = 0, **rest: Any) -> None:
        """Make the fields."""
        super().__init__(*args, **rest)
        self.pages = pages_of(outcomes)
        self.page = max(0, min(page, len(self.pages) - 1))
        for question in (one for some in self.pages for one in some):
            words, hint = question_words(question, horizon), hint_words(question)
            if question.kind is Kind.NUMBER:
                bounds = OUTCOMES[question.outcome]
                kept = {"invalid": _("Vul een getal in, zoals 12 of 12,5.")}
                widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
                self.fields[question.key] = Number(
                    label=words, help_text=hint, required=False, min_value=bounds.low, max_value=bounds.high,
                    widget=widget, error_messages=kept,
                )  # fmt: skip
                self.fields[f"{question.key}{WHY}"] = _radios(gettext("Geen getal?"), "", question)
            else:
                self.fields[question.key] = _radios(words, hint, question)

    @property
    def shown(self) -> list[list[Any]]:
        """The fields of the page, those of one question together."""
        return [[self[name] for name in _names(one)] for one in self.pages[self.page]]

    @property
    def unseen(self) -> list[Any]:
        """The fields of the other pages."""
        others = (one for number, some in enumerate(self.pages) if number != self.page for one in some)
        return [self[name] for one in others for name in _names(one)]

    @property
    def first_wrong(self) -> int | None:
        """The page with the first answer that is not right."""
        for number, some in enumerate(self.pages):
            if any(name in self.errors for one in some for name in _names(one)):
                return number
        return None

    def clean(self) -> dict[str, Any]:
        """Refuse a number together with a word of why there is none."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for one in (one for some in self.pages for one in some if one.kind is Kind.NUMBER):
            if told.get(one.key) is not None and told.get(f"{one.key}{WHY}"):
                self.add_error(one.key, _("Vul een getal in of kies een zin eronder. Niet allebei."))
        return told

    def answers(self) -> Mapping[str, str | float | None]:
        """Return what was told by key of a question."""
        return {one.key: self.cleaned_data.get(one.key) for some in self.pages for one in some}


def _names(question: Question) -> list[str]:
    return [question.key, *([f"{question.key}{WHY}"] if question.kind is Kind.NUMBER else [])]


def _radios(label: str, hint: str, question: Question) -> forms.ChoiceField:
    # Number questions have "no answer" as well, so that a choice can be undone without JavaScript.
    undo = [("", _("Ik vul een getal in"))] if question.kind is Kind.NUMBER else []
    return forms.ChoiceField(
        label=label, help_text=hint, required=False, widget=forms.RadioSelect, choices=[*undo, *choices_of(question)]
    )


class WaveForm(forms.Form):
    """A wave to set up: a moment of the plan, what is asked then, and when mails go."""

    horizon = forms.TypedChoiceField(label=_("Hoeveel dagen na het begin?"), coerce=int)
    outcomes = forms.MultipleChoiceField(
        label=_("Wat vraag je?"),
        help_text=_("Alleen uitkomsten uit het plan. Hoe minder vragen, hoe meer mensen antwoorden."),
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.DateField(label=_("Vanaf welke dag?"), widget=forms.DateInput(attrs={"type": "date"}))
    closes = forms.DateField(
        label=_("Tot en met welke dag?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    remind_after = forms.IntegerField(label=_("Herinner na hoeveel dagen?"), min_value=1, max_value=60, initial=7)
    last_after = forms.IntegerField(label=_("Laatste mail na hoeveel dagen?"), min_value=2, max_value=90, initial=14)
    open_for = forms.IntegerField(label=_("Hoeveel dagen werkt de link?"), min_value=3, max_value=120, initial=28)

    def __init__(self, *args: Any, plan: Plan, is_registered: bool, **rest: Any) -> None:
        """Offer the moments and outcomes of the plan; ask why when it is registered."""
        super().__init__(*args, **rest)
        fields: dict[str, Any] = self.fields
        can = can_ask(plan)
        fields["horizon"].choices = [(days, gettext("%(days)s dagen") % {"days": days}) for days in can]
        names = dict.fromkeys(name for some in can.values() for name in some)
        fields["outcomes"].choices = [(name, str(NAMES[name])) for name in names]
        if is_registered:
            fields["reason"] = FreeText(
                rows=2,
                label=_("Waarom komen deze vragen erbij na de registratie?"),
                help_text=_("Iedereen kan dit lezen in het register."),
                max_length=1000,
            )

    def terms(self) -> Terms:
        """Return when it asks."""
        told = self.cleaned_data
        return Terms(told["opens"], told["closes"], told["remind_after"], told["last_after"], told["open_for"])
